package com.raptorcomply.keyservice.key;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Networks as RFC 4632 and RFC 4291 write them; a gateway matches addresses against them. */
final class Cidr {
    private static final int CHARACTERS_MAX = 49;

    /** Of a dotted address; some read the number as octal, so that two programs would see two networks (RFC 6943 section 3.1.1). */
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|[.:])0[0-9]+\\.|\\.0[0-9]");

    private Cidr() {}

    /** Whether the text is an IPv4 or IPv6 network, with a prefix length and no bits set behind it. */
    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || text.length() > CHARACTERS_MAX || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return false;
        }
        if (LEADING_ZERO.matcher(text).find()) {
            return false;
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(text.substring(0, slash));
        String length = text.substring(slash + 1);
        if (address == null || !length.matches("0|[1-9][0-9]{0,2}")) {
            return false;
        }
        int bits = Integer.parseInt(length);
        return bits <= 8 * address.length && !hasBitsFrom(address, bits);
    }

    private static boolean hasBitsFrom(byte[] address, int bits) {
        byte[] masked = address.clone();
        if (bits % 8 != 0) {
            masked[bits / 8] &= (byte) (0xFF << (8 - bits % 8));
        }
        Arrays.fill(masked, (bits + 7) / 8, masked.length, (byte) 0);
        return !Arrays.equals(masked, address);
    }
}
