package com.raptorcomply.gateway.upstream;

import com.raptorcomply.chassis.log.LogKeys;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards one event loop's requests to an upstream, within time limits. Confined to its event loop. */
public final class UpstreamClient {
    /** Interval at which deadlines are checked, and so the accuracy of every time limit. */
    private static final long SCAN_MILLIS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamClient.class);

    private final Vertx vertx;
    private final UpstreamCluster cluster;
    private final UpstreamConfig config;
    private final BodyLimits bodies;
    private final @Nullable Tls tls;
    private final NetClient client;
    private final LeastRequestBalancer balancer;
    private @Nullable HttpClientAgent webSocketClient;
    private final RetryBudget retries;
    private final InFlightRevocation revocation;
    private final DeadlineScanner scanner = new DeadlineScanner();
    private final RequestEncoder encoder = new RequestEncoder();
    private final long timer;

    /**
     * Creates a client. Must be called on the event loop that will use it.
     *
     * @param tls client certificate and authorities for endpoints that use TLS; null for the defaults
     */
    public UpstreamClient(
            Vertx vertx, UpstreamCluster cluster, BodyLimits bodies, Reauthorizer reauthorizer, @Nullable Tls tls) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.config = cluster.config();
        this.bodies = bodies;
        this.tls = tls;
        this.revocation =
                new InFlightRevocation(reauthorizer, config.revokedStreamGrace().toMillis());
        NetClientOptions options = new NetClientOptions()
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setHostnameVerificationAlgorithm("HTTPS")
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        this.client = Tls.client(tls, options, vertx::createNetClient, NetClient::updateSSLOptions);
        this.balancer = new LeastRequestBalancer(client, cluster);
        this.retries = new RetryBudget(config.retries());
        this.timer = vertx.setPeriodic(SCAN_MILLIS, id -> scan());
    }

    /** Forwards a request and relays the response to the client. The listener receives the outcome. */
    public void forward(ForwardRequest forward, ExchangeListener listener) {
        if (forward.upgrades()) {
            new WebSocketExchange(this, forward, listener).begin();
        } else {
            new HttpExchange(this, forward, listener).begin();
        }
    }

    /** Closes all connections; exchanges in flight fail. */
    public void close() {
        vertx.cancelTimer(timer);
        balancer.close();
        client.close();
        if (webSocketClient != null) {
            webSocketClient.close();
        }
    }

    /** Opens a separate connection for a WebSocket handshake. */
    Future<HttpClientRequest> connectWebSocket(Endpoint endpoint, String uri) {
        HttpClientAgent opened = webSocketClient;
        if (opened == null) {
            HttpClientOptions options = new HttpClientOptions()
                    .setConnectTimeout((int) config.connectTimeout().toMillis());
            PoolOptions pool =
                    new PoolOptions().setHttp1MaxSize(config.connectionsMax()).setMaxWaitQueueSize(config.waitingMax());
            opened = Tls.client(
                    tls, options, made -> vertx.createHttpClient(made, pool), HttpClientAgent::updateSSLOptions);
            webSocketClient = opened;
        }
        return opened.request(new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())
                .setURI(uri));
    }

    /**
     * Reserves an endpoint for a new request.
     *
     * @return null if no endpoint may get one now
     */
    @Nullable
    EndpointReservation reserve(long nowNanos) {
        retries.earn();
        return balancer.pick(List.of(), nowNanos);
    }

    /**
     * Reserves an endpoint for a retry, if possible one that was not tried. Takes a retry of the budget unless the request was
     * sent nowhere yet and goes to another endpoint: then no upstream gets it twice, and the circuit breakers bound the attempts
     * to connect.
     *
     * @param sent true if an endpoint may have got the request
     * @return null if the budget or the endpoints do not allow a retry
     */
    @Nullable
    EndpointReservation reserveRetry(List<EndpointClient> tried, boolean sent) {
        EndpointReservation reservation = balancer.pick(tried, now());
        if (reservation == null) {
            return null;
        }
        if ((sent || tried.contains(reservation.client())) && !retries.spend()) {
            cluster.retryWithheld();
            reservation.released();
            reservation.end();
            return null;
        }
        cluster.retried();
        return reservation;
    }

    boolean hasSeveralEndpoints() {
        return config.urls().size() > 1;
    }

    void clockIsWrong(EndpointClient client) {
        LOG.atWarn()
                .addKeyValue(LogKeys.UPSTREAM, cluster.name())
                .addKeyValue(LogKeys.HOST, client.endpoint().authority())
                .log("Endpoint refuses a stamp that another one accepts: its clock is wrong");
    }

    void stampRefused(RefusedStampException refused) {
        if (refused.isOfTime()) {
            cluster.stampOfAnotherTime();
        }
    }

    DeadlineScanner scanner() {
        return scanner;
    }

    RequestEncoder encoder() {
        return encoder;
    }

    long now() {
        return System.nanoTime();
    }

    /** Returns the bound of the wait for a connection: the time for connecting twice. */
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

    private void scan() {
        long now = now();
        long wallMillis = System.currentTimeMillis();
        scanner.forEach(exchange -> {
            exchange.expireAt(now);
            revocation.check(exchange, now, wallMillis);
        });
        balancer.closeIdle(now);
    }
}
