package com.raptorcomply.gateway.upstream;

import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.gateway.auth.Reauthorizer;
import com.raptorcomply.gateway.http.guard.BodyLimits;
import com.raptorcomply.gateway.upstream.balance.EndpointClient;
import com.raptorcomply.gateway.upstream.balance.EndpointReservation;
import com.raptorcomply.gateway.upstream.balance.LeastRequestBalancer;
import com.raptorcomply.gateway.upstream.balance.RetryBudget;
import com.raptorcomply.gateway.upstream.balance.UpstreamCluster;
import com.raptorcomply.gateway.upstream.balance.UpstreamConfig;
import com.raptorcomply.gateway.upstream.http1.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop's way to a service behind the gateway: its nodes, and the time limits. Confined to its loop. */
public final class UpstreamClient {
    /** How often deadlines are looked at: a limit is kept to this much. */
    private static final long SWEEP_MILLIS = 50;

    private final Vertx vertx;
    private final UpstreamCluster fleet;
    private final UpstreamConfig config;
    private final BodyLimits bodies;
    private final @Nullable Tls tls;
    private final NetClient client;
    private final LeastRequestBalancer lanes;
    private @Nullable HttpClientAgent upgrader;
    private final RetryBudget retries;
    private final InFlightRevocation watch;
    private final DeadlineScanner sweep = new DeadlineScanner();
    private final RequestEncoder heads = new RequestEncoder();
    private final long timer;

    /**
     * To be made on the event loop that will use it.
     *
     * @param tls how it shows itself to nodes that speak TLS; null: as any client
     */
    public UpstreamClient(
            Vertx vertx, UpstreamCluster fleet, BodyLimits bodies, Reauthorizer reauthorizer, @Nullable Tls tls) {
        this.vertx = vertx;
        this.fleet = fleet;
        this.config = fleet.config();
        this.bodies = bodies;
        this.tls = tls;
        this.watch = new InFlightRevocation(reauthorizer, config.revokedStreamGrace().toMillis());
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        this.client = vertx.createNetClient(tls == null ? options : tls.call(options));
        if (tls != null) {
            tls.keep(client::updateSSLOptions);
        }
        this.lanes = new LeastRequestBalancer(client, fleet);
        this.retries = new RetryBudget(config.retries());
        this.timer = vertx.setPeriodic(SWEEP_MILLIS, id -> sweepAll());
    }

    /** Sends a request and gives its answer to the client; the listener is told how it ended. */
    public void forward(ForwardRequest passage, ExchangeListener listener) {
        if (passage.upgrades()) {
            new WebSocketExchange(this, passage, listener).begin();
        } else {
            new HttpExchange(this, passage, listener).begin();
        }
    }

    /** Ends all connections; what is in flight fails. */
    public void close() {
        vertx.cancelTimer(timer);
        lanes.close();
        client.close();
        if (upgrader != null) {
            upgrader.close();
        }
    }

    /** A request for another protocol, on a connection of its own. */
    Future<HttpClientRequest> upgrading(Endpoint node, String uri) {
        HttpClientAgent asking = upgrader;
        if (asking == null) {
            HttpClientOptions options = new HttpClientOptions()
                    .setConnectTimeout((int) config.connectTimeout().toMillis());
            asking = vertx.createHttpClient(
                    tls == null ? options : tls.call(options),
                    new PoolOptions()
                            .setHttp1MaxSize(config.connectionsMax())
                            .setMaxWaitQueueSize(config.waitingMax()));
            if (tls != null) {
                tls.keep(asking::updateSSLOptions);
            }
            upgrader = asking;
        }
        return asking.request(new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(node.host())
                .setPort(node.port())
                .setSsl(node.tls())
                .setURI(uri));
    }

    /** Leave to send a new request; null when no node may get one now. */
    @Nullable
    EndpointReservation first(long nowNanos) {
        retries.earn();
        return lanes.pick(List.of(), nowNanos);
    }

    /** Leave to send a request again, to a node that is not among those tried if there is one; null when it may not be. */
    @Nullable
    EndpointReservation again(List<EndpointClient> tried) {
        if (!retries.spend()) {
            fleet.retryWithheld();
            return null;
        }
        EndpointReservation turn = lanes.pick(tried, now());
        if (turn != null) {
            fleet.retried();
        }
        return turn;
    }

    DeadlineScanner sweep() {
        return sweep;
    }

    RequestEncoder heads() {
        return heads;
    }

    long now() {
        return System.nanoTime();
    }

    /** Waiting for a connection in use may take as long as making two. */
    long waitNanos() {
        return 2 * config.connectTimeout().toNanos();
    }

    long wholeNanos() {
        return config.requestTimeout().toNanos();
    }

    long firstByteNanos() {
        return config.firstByteTimeout().toNanos();
    }

    long idleNanos() {
        return config.idleTimeout().toNanos();
    }

    long tunnelNanos() {
        return config.webSocketIdleTimeout().toNanos();
    }

    long stalledNanos() {
        return TimeUnit.MILLISECONDS.toNanos(bodies.stalledMillis());
    }

    BodyLimits bodies() {
        return bodies;
    }

    private void sweepAll() {
        long now = now();
        long wallMillis = System.currentTimeMillis();
        sweep.run(exchange -> {
            exchange.expireAt(now);
            watch.look(exchange, now, wallMillis);
        });
        lanes.sweep(now);
    }
}
