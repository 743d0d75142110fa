package com.raptorcomply.gateway;

import com.raptorcomply.gateway.decision.Networks;
import com.raptorcomply.gateway.edge.Hops;
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

/**
 * Where a request comes from: the peer of its connection, and no field that a client can send is believed. Behind proxies
 * whose networks are trusted it is whom they name: the last address in their field that is not one of theirs. Immutable.
 */
final class Clients {
    private static final AttributeKey<CharSequence> FORWARDED = AttributeKey.valueOf(Clients.class, "forwarded");

    /** More proxies than anybody has; what stands further to the left is not looked at. */
    private static final int HOPS_MAX = 16;

    private final @Nullable Networks trusted;
    private final String field;

    /**
     * @param trusted the networks of proxies that may say where a request comes from; null: nobody may
     * @param field where they say so, to which each proxy adds at the end
     */
    Clients(@Nullable Networks trusted, String field) {
        this.trusted = trusted;
        this.field = field;
    }

    InetAddress address(HttpServerRequest request) {
        InetAddress peer = peer(request);
        return trusted == null ? peer : named(peer, request, trusted);
    }

    /** For whom only shows it: as the connection has it, where nobody is trusted. */
    @Nullable
    SocketAddress shown(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return trusted == null || peer == null
                ? peer
                : SocketAddress.inetSocketAddress(peer.port(), address(request).getHostAddress());
    }

    /**
     * What its upstream is told of where a request comes from, in place of whatever the client or a proxy said: one element of
     * a Forwarded field (RFC 7239). Where nobody is trusted it is the same for all requests of a connection, and kept there.
     */
    CharSequence forwarded(HttpServerRequest request) {
        if (trusted != null) {
            InetAddress client = address(request);
            return client.equals(peer(request)) ? element(client, request.isSSL()) : element(client);
        }
        if (!(request.connection() instanceof ConnectionBase connection)) {
            return element(peer(request), request.isSSL());
        }
        Attribute<CharSequence> kept = connection.channel().attr(FORWARDED);
        CharSequence element = kept.get();
        if (element == null) {
            element = AsciiString.of(element(peer(request), request.isSSL()));
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

    private static InetAddress peer(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        InetAddress parsed = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
        return parsed == null ? InetAddress.getLoopbackAddress() : parsed;
    }

    private InetAddress named(InetAddress peer, HttpServerRequest request, Networks proxies) {
        Hops hops = Hops.of(field, request.headers().getAll(field));
        InetAddress client = peer;
        for (int i = 0; i < HOPS_MAX && proxies.contain(client); i++) {
            String hop = hops.next();
            InetAddress address = hop == null ? null : NetUtil.createInetAddressFromIpAddressString(hop);
            if (address == null) {
                return client;
            }
            client = address;
        }
        return client;
    }
}
