package com.raptorcomply.local;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** How a client on this machine reaches what listens on an address. */
final class ListenAddress {
    private ListenAddress() {}

    /** Whether nobody on another machine can reach what listens on an address; false for an unknown one. */
    static boolean onlyFromHere(String listening) {
        try {
            return InetAddress.getByName(listening).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** The host part of a URL: the loopback address for "every address", brackets around IPv6. */
    static String host(String listening) {
        try {
            InetAddress address = InetAddress.getByName(listening);
            if (address.isAnyLocalAddress()) {
                return "127.0.0.1";
            }
            return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : listening;
        } catch (UnknownHostException unknown) {
            return listening;
        }
    }
}
