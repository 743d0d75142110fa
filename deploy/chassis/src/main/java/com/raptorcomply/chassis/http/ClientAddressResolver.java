package com.raptorcomply.chassis.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a request comes from: the peer of its connection, and no field that a client can send is believed. Behind
 * proxies whose networks are trusted it is whom they name: the last address in their field that is not one of theirs.
 * Immutable, any thread.
 */
public final class ClientAddressResolver {
    /** More proxies than anybody has; what stands further to the left is not looked at. */
    private static final int HOPS_MAX = 16;

    private final @Nullable CidrBlocks trusted;
    private final String field;

    private ClientAddressResolver(@Nullable CidrBlocks trusted, String field) {
        this.trusted = trusted;
        this.field = field;
    }

    public static ClientAddressResolver of(ClientAddressConfig config) {
        return new ClientAddressResolver(CidrBlocks.of(config.trusted()), config.field());
    }

    /** Whether anybody may say where a request comes from; else it is the connection's peer. */
    public boolean trustsProxies() {
        return trusted != null;
    }

    /** The client's address. */
    public InetAddress address(HttpServerRequest request) {
        InetAddress peer = peer(request);
        return trusted == null ? peer : named(peer, request, trusted);
    }

    /** The address of the connection's other end. */
    public static InetAddress peer(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        InetAddress parsed = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
        return parsed == null ? InetAddress.getLoopbackAddress() : parsed;
    }

    private InetAddress named(InetAddress peer, HttpServerRequest request, CidrBlocks proxies) {
        ForwardedForParser hops = ForwardedForParser.of(field, request.headers().getAll(field));
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
