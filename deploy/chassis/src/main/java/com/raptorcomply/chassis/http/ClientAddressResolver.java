package com.raptorcomply.chassis.http;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the address of the client that sent a request. Immutable; any thread.
 *
 * <p>By default it is the TCP peer, because a client can send any header. Behind trusted proxies it is the rightmost
 * address in their header that is not a trusted proxy.
 */
public final class ClientAddressResolver {
    /** The number of proxies in a chain; addresses further to the left are ignored. */
    private static final int PROXIES_MAX = 16;

    private final @Nullable CidrBlocks trusted;
    private final String field;

    private ClientAddressResolver(@Nullable CidrBlocks trusted, String field) {
        this.trusted = trusted;
        this.field = field;
    }

    public static ClientAddressResolver of(ClientAddressConfig config) {
        return new ClientAddressResolver(CidrBlocks.of(config.trusted()), config.field());
    }

    /** Returns true if there are trusted proxies; otherwise the client is the connection's peer. */
    public boolean trustsProxies() {
        return trusted != null;
    }

    /** Returns the client's address. */
    public InetAddress address(HttpServerRequest request) {
        InetAddress peer = peer(request);
        return trusted == null ? peer : resolve(peer, request, trusted);
    }

    /** Returns the address of the connection's peer; the loopback address if the connection has none. */
    public static InetAddress peer(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        InetAddress parsed = address == null ? null : NetUtil.createInetAddressFromIpAddressString(address);
        return parsed == null ? InetAddress.getLoopbackAddress() : parsed;
    }

    private InetAddress resolve(InetAddress peer, HttpServerRequest request, CidrBlocks proxies) {
        ForwardedForParser forwardedFor =
                ForwardedForParser.of(field, request.headers().getAll(field));
        InetAddress client = peer;
        for (int i = 0; i < PROXIES_MAX && proxies.contain(client); i++) {
            String next = forwardedFor.next();
            InetAddress address = next == null ? null : NetUtil.createInetAddressFromIpAddressString(next);
            if (address == null) {
                return client;
            }
            client = address;
        }
        return client;
    }
}
