package com.raptorcomply.local;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Derives a client's view of a listen address. */
final class ListenAddress {
    private ListenAddress() {}

    /** Returns true if only this machine can reach the address; false for an unknown one. */
    static boolean onlyFromHere(String listening) {
        try {
            return InetAddress.getByName(listening).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /** Returns the host part of a URL: the loopback address for "every address", brackets around IPv6. */
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
