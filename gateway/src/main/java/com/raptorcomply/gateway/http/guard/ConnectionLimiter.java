package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.chassis.http.ClientNetwork;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Limits the connections of all clients together and of each client. Costs nothing per request. Any thread. */
public final class ConnectionLimiter {
    private final int connectionsMax;
    private final int perAddressMax;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<ClientNetwork, Integer> byAddress = new ConcurrentHashMap<>();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final LongAdder refused = new LongAdder();

    /** @param perAddressMax of one IPv4 address or one /64 network of IPv6 */
    public ConnectionLimiter(int connectionsMax, int perAddressMax) {
        this.connectionsMax = connectionsMax;
        this.perAddressMax = perAddressMax;
    }

    /**
     * Counts a new connection until it closes, and closes it if a limit is passed.
     *
     * @return false if the connection was closed
     */
    public boolean admits(HttpConnection connection) {
        ClientNetwork client = ClientNetwork.of(address(connection.remoteAddress()));
        int ofClient = byAddress.merge(client, 1, Integer::sum);
        int all = open.incrementAndGet();
        if (connection instanceof ConnectionBase channel) {
            keep(channel.channel(), client);
        } else {
            connection.closeHandler(closed -> release(client));
        }
        if (all > connectionsMax || ofClient > perAddressMax) {
            refused.increment();
            connection.close();
            return false;
        }
        return true;
    }

    public void closeAll() {
        channels.forEach(ForceClose::channel);
    }

    public int open() {
        return open.get();
    }

    public LongAdder refused() {
        return refused;
    }

    private void keep(Channel channel, ClientNetwork client) {
        channels.add(channel);
        channel.closeFuture().addListener(closed -> {
            channels.remove(channel);
            release(client);
        });
    }

    private void release(ClientNetwork client) {
        open.decrementAndGet();
        byAddress.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
    }

    private static InetAddress address(SocketAddress peer) {
        String host = peer == null ? null : peer.hostAddress();
        InetAddress parsed = host == null ? null : NetUtil.createInetAddressFromIpAddressString(host);
        return parsed == null ? InetAddress.getLoopbackAddress() : parsed;
    }
}
