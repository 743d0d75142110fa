package com.raptorcomply.gateway;

import com.raptorcomply.gateway.decision.Networks;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from: the peer of its connection, and no field that a client can send is believed. Behind proxies
 * whose networks are trusted it is whom they name: the last address in their field that is not one of theirs. Immutable.
 */
final class Clients {
    /** More proxies than anybody has; what stands further to the left is not looked at. */
    private static final int HOPS_MAX = 16;

    private final @Nullable Networks trusted;
    private final String field;

    /**
     * @param trusted the networks of proxies that may say where a request comes from; null: nobody may
     * @param field where they say so, a list to which each proxy adds at the end
     */
    Clients(@Nullable Networks trusted, String field) {
        this.trusted = trusted;
        this.field = field;
    }

    InetAddress address(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        InetAddress parsed = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
        InetAddress known = parsed == null ? InetAddress.getLoopbackAddress() : parsed;
        return trusted == null ? known : named(known, request, trusted);
    }

    /** For whom only shows it: as the connection has it, where nobody is trusted. */
    @Nullable
    SocketAddress shown(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return trusted == null || peer == null
                ? peer
                : SocketAddress.inetSocketAddress(peer.port(), address(request).getHostAddress());
    }

    private InetAddress named(InetAddress peer, HttpServerRequest request, Networks proxies) {
        String[] hops = String.join(",", request.headers().getAll(field)).split(",", -1);
        InetAddress client = peer;
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - HOPS_MAX) && proxies.contain(client); i--) {
            InetAddress hop = NetUtil.createInetAddressFromIpAddressString(withoutPort(hops[i].strip()));
            if (hop == null) {
                return client;
            }
            client = hop;
        }
        return client;
    }

    /** As proxies write them: 192.0.2.7, 192.0.2.7:4711, 2001:db8::7, [2001:db8::7]:4711. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
