package com.raptorcomply.gateway.decision;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A network in CIDR form, or a single address; matched by prefix, never by text. No name is ever looked up. */
final class Network {
    private final byte[] address;
    private final int prefixBits;

    private Network(byte[] address, int prefixBits) {
        this.address = address;
        this.prefixBits = prefixBits;
    }

    /** Null when it is not one. */
    static @Nullable Network of(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? cidr : cidr.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = slash < 0 ? address.length * Byte.SIZE : bits(cidr.substring(slash + 1));
        return bits < 0 || bits > address.length * Byte.SIZE ? null : new Network(address, bits);
    }

    boolean contains(InetAddress client) {
        byte[] other = client.getAddress();
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += Byte.SIZE) {
            int left = Math.max(0, bit + Byte.SIZE - prefixBits);
            int difference = (other[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & 0xff;
            if (difference >>> left != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bits(String text) {
        boolean number = !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(text) : -1;
    }
}
