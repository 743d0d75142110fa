package com.raptorcomply.gateway.http.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Identifies a client by its IPv4 address or by its IPv6 /64 network, because one client usually has a whole /64. */
public record AddressPrefix(long bits, boolean v6) {

    public static AddressPrefix of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new AddressPrefix(bytes.getLong(), true)
                : new AddressPrefix(bytes.getInt(), false);
    }
}
