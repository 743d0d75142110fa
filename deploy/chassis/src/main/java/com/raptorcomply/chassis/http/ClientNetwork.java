package com.raptorcomply.chassis.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Identifies one client where clients are counted: by its IPv4 address, or by the first 64 bits of its IPv6 address, because
 * one client has such a network to itself.
 */
public record ClientNetwork(long bits, boolean v6) {
    public static ClientNetwork of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? new ClientNetwork(bytes.getLong(), true)
                : new ClientNetwork(bytes.getInt(), false);
    }

    /** Returns the network as text, such as {@code 192.0.2.7} or {@code 2001:db8:0:1:0:0:0:0/64}. */
    public String text() {
        byte[] address = v6
                ? ByteBuffer.allocate(2 * Long.BYTES).putLong(bits).array()
                : ByteBuffer.allocate(Integer.BYTES).putInt((int) bits).array();
        try {
            String host = InetAddress.getByAddress(address).getHostAddress();
            return v6 ? host + "/64" : host;
        } catch (UnknownHostException neitherFourNorSixteenBytes) {
            throw new IllegalStateException(neitherFourNorSixteenBytes);
        }
    }
}
