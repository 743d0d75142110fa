package com.raptorcomply.gateway.upstream.balance;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.tls.Tls;
import com.raptorcomply.gateway.upstream.http1.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the health of every endpoint periodically. At most one check of an endpoint is in progress: a check that takes too long
 * has failed, and the next one starts after its connection was closed. One event loop.
 */
public final class HealthChecker extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecker.class);
    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;

    private final List<UpstreamCluster> clusters;
    private final @Nullable Tls tls;
    private final Set<EndpointHealth> inProgress = new HashSet<>();
    private final List<Supplier<Future<Void>>> closing = new ArrayList<>();

    /** @param tls client certificate and authorities for endpoints that use TLS; null for the defaults */
    public HealthChecker(List<UpstreamCluster> clusters, @Nullable Tls tls) {
        this.tls = tls;
        this.clusters = List.copyOf(clusters);
    }

    @Override
    public Future<?> start() {
        NetClient net = vertx.createNetClient();
        closing.add(net::close);
        for (UpstreamCluster cluster : clusters) {
            UpstreamConfig.HealthCheckConfig check = cluster.config().healthCheck();
            HttpClient http = client(check);
            closing.add(http::close);
            for (EndpointHealth health : cluster.endpoints()) {
                vertx.setPeriodic(0, check.interval().toMillis(), id -> check(cluster, health, http, net));
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return Future.join(closing.stream().map(Supplier::get).toList());
    }

    /** Creates a client for each upstream, because only the time-out of the client ends an attempt to connect. */
    private HttpClient client(UpstreamConfig.HealthCheckConfig check) {
        HttpClientOptions options = new HttpClientOptions()
                .setKeepAlive(false)
                .setConnectTimeout(Math.toIntExact(check.timeout().toMillis()))
                .setSslHandshakeTimeout(check.timeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return Tls.client(tls, options, vertx::createHttpClient, HttpClientAgent::updateSSLOptions);
    }

    private void check(UpstreamCluster cluster, EndpointHealth health, HttpClient http, NetClient net) {
        if (!inProgress.add(health)) {
            return;
        }
        UpstreamConfig.HealthCheckConfig check = cluster.config().healthCheck();
        int port = check.port() == null ? health.endpoint().port() : check.port();
        Future<Boolean> response = check.path() == null
                ? connect(net, health.endpoint(), port, check)
                : request(http, health.endpoint(), port, check);
        response.onComplete(ended -> inProgress.remove(health));
        response.timeout(check.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false)
                .onSuccess(passed -> {
                    if (health.checked(passed, System.nanoTime())) {
                        log(cluster, health, passed);
                    }
                });
    }

    private static Future<Boolean> connect(
            NetClient client, Endpoint endpoint, int port, UpstreamConfig.HealthCheckConfig check) {
        return client.connect(new ConnectOptions()
                        .setHost(endpoint.host())
                        .setPort(port)
                        .setTimeout(Math.toIntExact(check.timeout().toMillis())))
                .compose(socket -> socket.close().map(true));
    }

    private static Future<Boolean> request(
            HttpClient client, Endpoint endpoint, int port, UpstreamConfig.HealthCheckConfig check) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(endpoint.host())
                        .setPort(port)
                        .setSsl(endpoint.tls())
                        .setURI(check.path())
                        .setIdleTimeout(check.timeout().toMillis()))
                .compose(HealthChecker::isHealthy);
    }

    private static Future<Boolean> isHealthy(HttpClientRequest request) {
        return request.send().map(response -> {
            // Without this handler Vert.x logs the reset as an error.
            response.exceptionHandler(reset -> {});
            request.reset();
            return response.statusCode() >= OK_MIN && response.statusCode() <= OK_MAX;
        });
    }

    private static void log(UpstreamCluster cluster, EndpointHealth health, boolean passed) {
        LOG.atWarn()
                .addKeyValue(LogKeys.UPSTREAM, cluster.name())
                .addKeyValue(LogKeys.HOST, health.endpoint().authority())
                .log(
                        passed
                                ? "Endpoint passes its health checks and gets requests"
                                : "Endpoint fails its health checks and gets no requests");
    }
}
