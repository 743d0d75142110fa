package com.raptorcomply.keyservice.key;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks the syntax of networks (RFC 4632, RFC 4291) that a key may be used from. */
final class CidrSyntax {
    private static final int CHARACTERS_MAX = 49;

    /**
     * Matches a leading zero in a dotted address. Some programs read such a number as octal, so two programs would see
     * two networks (RFC 6943 section 3.1.1).
     */
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|[.:])0[0-9]+\\.|\\.0[0-9]");

    private CidrSyntax() {}

    /** Returns true if the text is an IPv4 or IPv6 network with a prefix length and no bits set behind the prefix. */
    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 1
                || text.length() > CHARACTERS_MAX
                || LEADING_ZERO.matcher(text).find()) {
            return false;
        }
        byte[] address = bytes(text.substring(0, slash));
        String length = text.substring(slash + 1);
        if (address == null || !length.matches("0|[1-9][0-9]{0,2}")) {
            return false;
        }
        int bits = Integer.parseInt(length);
        return bits <= 8 * address.length && !hasBitsFrom(address, bits);
    }

    /**
     * Returns the reason of the refusal. For an address, or a network with bits behind its prefix, it suggests the
     * network that may be meant.
     */
    static String objection(String text, int position) {
        String form = "must hold networks such as 192.0.2.0/24 or 2001:db8::/32; not so at position " + position;
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes = LEADING_ZERO.matcher(text).find() ? null : bytes(address);
        if (bytes == null) {
            return form;
        }
        String host = network(bytes, 8 * bytes.length);
        String length = slash < 0 ? "" : text.substring(slash + 1);
        boolean hasLength = length.matches("[0-9]{1,3}") && Integer.parseInt(length) < 8 * bytes.length;
        return form + ", where " + (hasLength ? network(bytes, Integer.parseInt(length)) + " or " : "") + host
                + " could be meant";
    }

    private static byte @Nullable [] bytes(String address) {
        boolean isPlain = address.length() <= CHARACTERS_MAX && address.indexOf('%') < 0 && address.indexOf('[') < 0;
        return isPlain ? NetUtil.createByteArrayFromIpAddressString(address) : null;
    }

    private static String network(byte[] address, int bits) {
        try {
            return NetUtil.toAddressString(InetAddress.getByAddress(masked(address, bits))) + "/" + bits;
        } catch (UnknownHostException neitherFourNorSixteenBytes) {
            throw new IllegalArgumentException(neitherFourNorSixteenBytes);
        }
    }

    private static boolean hasBitsFrom(byte[] address, int bits) {
        return !Arrays.equals(masked(address, bits), address);
    }

    private static byte[] masked(byte[] address, int bits) {
        byte[] masked = address.clone();
        if (bits % 8 != 0) {
            masked[bits / 8] &= (byte) (0xFF << (8 - bits % 8));
        }
        Arrays.fill(masked, (bits + 7) / 8, masked.length, (byte) 0);
        return masked;
    }
}
