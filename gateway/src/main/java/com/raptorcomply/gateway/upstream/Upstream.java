package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.decision.Tenure;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One event loop's way to a service behind the gateway: its nodes in turn, and the time limits. Confined to its loop. */
public final class Upstream {
    /** How often deadlines are looked at: a limit is kept to this much. */
    private static final long SWEEP_MILLIS = 50;

    /** Netty reads and Vert.x delivers a body in pieces of at most this size; 8 KiB cost three times the CPU at 64 KiB. */
    private static final int CHUNK_BYTES_MAX = 128 * 1024;

    private static final int HEADER_BYTES_MAX = 64 * 1024;

    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final long bodyBytesMax;
    private final HttpClientAgent client;
    private final List<Connections> connections = new ArrayList<>();
    private final Watch watch;
    private final Sweep sweep = new Sweep();
    private final long timer;
    private int turn;

    /** To be made on the event loop that will use it. */
    public Upstream(Vertx vertx, UpstreamSettings settings, long bodyBytesMax, Tenure tenure) {
        this.vertx = vertx;
        this.settings = settings;
        this.bodyBytesMax = bodyBytesMax;
        this.watch = new Watch(tenure, settings.cutMillis());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(settings.connectMillis())
                .setMaxChunkSize(CHUNK_BYTES_MAX)
                .setMaxHeaderSize(HEADER_BYTES_MAX)
                .setTcpNoDelay(true)
                .setKeepAlive(true);
        this.client = vertx.createHttpClient(options);
        settings.nodes().forEach(node -> connections.add(new Connections(client, node, settings)));
        this.timer = vertx.setPeriodic(SWEEP_MILLIS, id -> sweepAll());
    }

    /** Sends a request and gives its answer to the client; the listener is told how it ended. */
    public void forward(Passage passage, ExchangeListener listener) {
        new Exchange(this, passage, listener).begin();
    }

    /** Exchanges under way. */
    public int inFlight() {
        return sweep.size();
    }

    /** Connections to all nodes. */
    public int open() {
        return connections.stream().mapToInt(Connections::open).sum();
    }

    /** Ends all connections; what is in flight fails. */
    public void close() {
        vertx.cancelTimer(timer);
        client.close();
    }

    /** The connections to the node whose turn it is. */
    Connections next() {
        turn = turn + 1 < connections.size() ? turn + 1 : 0;
        return connections.get(turn);
    }

    int nodes() {
        return connections.size();
    }

    Sweep sweep() {
        return sweep;
    }

    long now() {
        return System.nanoTime();
    }

    /** Waiting for a connection may take as long as making one to each node. */
    long waitNanos() {
        return TimeUnit.MILLISECONDS.toNanos((long) settings.connectMillis() * (nodes() + 1));
    }

    long firstByteNanos() {
        return TimeUnit.MILLISECONDS.toNanos(settings.firstByteMillis());
    }

    long idleNanos() {
        return TimeUnit.MILLISECONDS.toNanos(settings.idleMillis());
    }

    long bodyBytesMax() {
        return bodyBytesMax;
    }

    private void sweepAll() {
        long now = now();
        long wallMillis = System.currentTimeMillis();
        sweep.run(exchange -> {
            exchange.expireAt(now);
            watch.look(exchange, now, wallMillis);
        });
        connections.forEach(each -> each.sweep(now));
    }
}
