package com.raptorcomply.chassis.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of networks, such as those that a key may be used from or that are trusted. Immutable; any thread. */
public final class CidrBlocks {
    private final List<CidrBlock> allowed;

    private CidrBlocks(List<CidrBlock> allowed) {
        this.allowed = allowed;
    }

    /**
     * Parses networks. A text that is not a network matches no address.
     *
     * @return null if the list is empty, which means no limit
     */
    public static @Nullable CidrBlocks of(List<String> cidrs) {
        if (cidrs.isEmpty()) {
            return null;
        }
        List<CidrBlock> allowed = new ArrayList<>();
        for (String cidr : cidrs) {
            CidrBlock network = CidrBlock.of(cidr);
            if (network != null) {
                allowed.add(network);
            }
        }
        return new CidrBlocks(allowed);
    }

    /** Returns true if the text is a network. */
    public static boolean isNetwork(String cidr) {
        return CidrBlock.of(cidr) != null;
    }

    public boolean contain(InetAddress client) {
        return allowed.stream().anyMatch(network -> network.contains(client));
    }

    /**
     * Matches addresses by a CIDR block (RFC 4632, RFC 4291) or a single address. It compares prefixes, never text, and
     * never resolves a name.
     *
     * <p>An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) counts as its IPv4 address, in the block and in the
     * client's address, because some sockets show an IPv4 client as a mapped address. An IPv6 block wider than the mapped
     * range contains no IPv4 address.
     */
    private static final class CidrBlock {
        private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

        private final byte[] address;
        private final int prefixBits;

        private CidrBlock(byte[] address, int prefixBits) {
            this.address = address;
            this.prefixBits = prefixBits;
        }

        /**
         * Parses a block.
         *
         * @return null if the text is not a block
         */
        static @Nullable CidrBlock of(String cidr) {
            int slash = cidr.indexOf('/');
            byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? cidr : cidr.substring(0, slash));
            if (address == null) {
                return null;
            }
            int bits = slash < 0 ? address.length * Byte.SIZE : bits(cidr.substring(slash + 1));
            if (bits < 0 || bits > address.length * Byte.SIZE) {
                return null;
            }
            int mappedBits = MAPPED.length * Byte.SIZE;
            return isMapped(address) && bits >= mappedBits
                    ? new CidrBlock(unmapped(address), bits - mappedBits)
                    : new CidrBlock(address, bits);
        }

        boolean contains(InetAddress client) {
            byte[] clientBytes = unmapped(client.getAddress());
            if (clientBytes.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefixBits; bit += Byte.SIZE) {
                int ignoredBits = Math.max(0, bit + Byte.SIZE - prefixBits);
                int difference = (clientBytes[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & 0xff;
                if (difference >>> ignoredBits != 0) {
                    return false;
                }
            }
            return true;
        }

        private static byte[] unmapped(byte[] address) {
            return isMapped(address) ? Arrays.copyOfRange(address, MAPPED.length, address.length) : address;
        }

        private static boolean isMapped(byte[] address) {
            return address.length > MAPPED.length && Arrays.mismatch(address, MAPPED) == MAPPED.length;
        }

        private static int bits(String text) {
            boolean number =
                    !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return number ? Integer.parseInt(text) : -1;
        }
    }
}
