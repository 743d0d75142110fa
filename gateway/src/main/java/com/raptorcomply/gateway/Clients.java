package com.raptorcomply.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;

/** Where a request comes from: the peer of its connection. No field that a client can send is believed. */
final class Clients {
    private Clients() {}

    static InetAddress address(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        InetAddress parsed = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
        return parsed == null ? InetAddress.getLoopbackAddress() : parsed;
    }
}
