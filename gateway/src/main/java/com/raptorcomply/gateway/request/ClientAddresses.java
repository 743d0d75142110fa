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

/** What a request's client is called: for limits, for whom only shows it, and for upstreams. Immutable. */
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

    /** For whom only shows it: as the connection has it, where nobody is trusted. */
    @Nullable
    public SocketAddress shown(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return !resolver.trustsProxies() || peer == null
                ? peer
                : SocketAddress.inetSocketAddress(peer.port(), address(request).getHostAddress());
    }

    /**
     * What its upstream is told of where a request comes from, in place of whatever the client or a proxy said: one element of
     * a Forwarded field (RFC 7239). Where nobody is trusted it is the same for all requests of a connection, and kept there.
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

    /** A client that is behind a proxy may have used another protocol. */
    private static String element(InetAddress client) {
        String address = NetUtil.toAddressString(client);
        return client instanceof Inet6Address ? "for=\"[" + address + "]\"" : "for=" + address;
    }

    private static String element(InetAddress client, boolean tls) {
        return element(client) + (tls ? ";proto=https" : ";proto=http");
    }
}
