package com.raptorcomply.keyservice.people.session;

import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Whom an attempt is counted for: the peer's IPv4 address, or its IPv6 network of 64 bits, which one client has to itself. */
public final class ClientAddress {
    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    public static String of(HttpServerRequest request) {
        @Nullable
        String address =
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        return address == null ? "unknown" : network(address);
    }

    /** @param literal an address, never a name */
    static String network(String literal) {
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            if (bytes.length < IPV6_BYTES) {
                return literal;
            }
            for (int i = NETWORK_BYTES; i < IPV6_BYTES; i++) {
                bytes[i] = 0;
            }
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
