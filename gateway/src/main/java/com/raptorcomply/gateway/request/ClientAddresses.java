package com.raptorcomply.gateway.request;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import io.netty.util.AsciiString;
import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Names the client of a request: for limits, for display and for upstreams. Immutable. */
public final class ClientAddresses {
    private static final AttributeKey<CharSequence> FORWARDED =
            AttributeKey.valueOf(ClientAddresses.class, "forwarded");

    private final ClientAddressResolver resolver;

    public ClientAddresses(ClientAddressResolver resolver) {
        this.resolver = resolver;
    }

    InetAddress address(HttpServerRequest request) {
        return resolver.address(request);
    }

    /**
     * Returns the address for display only. Without trusted proxies it is the peer of the connection; null if that is
     * unknown.
     */
    @Nullable
    public SocketAddress shown(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return !resolver.trustsProxies() || peer == null
                ? peer
                : SocketAddress.inetSocketAddress(peer.port(), address(request).getHostAddress());
    }

    /**
     * Returns one element of {@code Forwarded} (RFC 7239), which replaces the fields of the client and of proxies.
     * Without trusted proxies it is cached on the connection, because all its requests have the same.
     */
    CharSequence forwarded(HttpServerRequest request) {
        if (resolver.trustsProxies()) {
            InetAddress client = address(request);
            return client.equals(ClientAddressResolver.peer(request))
                    ? element(client, request.isSSL())
                    : element(client);
        }
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return element(ClientAddressResolver.peer(request), request.isSSL());
        }
        Attribute<CharSequence> kept = connection.channel().attr(FORWARDED);
        CharSequence element = kept.get();
        if (element == null) {
            element = AsciiString.of(element(ClientAddressResolver.peer(request), request.isSSL()));
            kept.set(element);
        }
        return element;
    }

    /** Leaves out the protocol, because a client behind a proxy may have used another one. */
    private static String element(InetAddress client) {
        String address = NetUtil.toAddressString(client);
        return client instanceof Inet6Address ? "for=\"[" + address + "]\"" : "for=" + address;
    }

    private static String element(InetAddress client, boolean tls) {
        return element(client) + (tls ? ";proto=https" : ";proto=http");
    }
}
