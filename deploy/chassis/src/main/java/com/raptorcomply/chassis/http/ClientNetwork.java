package com.raptorcomply.chassis.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells what stands for one client where clients are counted: an IPv4 address, or the IPv6 network of 64 bits, because one
 * client has such a network to itself.
 */
public final class ClientNetwork {
    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /** The network of this address as text, such as {@code 192.0.2.7} or {@code 2001:db8:0:1:0:0:0:0/64}. */
    public static String of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException notSixteenBytes) {
            throw new IllegalStateException(notSixteenBytes);
        }
    }
}
