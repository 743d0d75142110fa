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
 * Asks every node of every upstream in turn whether it is well. At most one check of a node is under way: one that takes too long
 * has failed, and the next begins once its connection has been given up. One event loop.
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
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false);
        HttpClientAgent httpClient = vertx.createHttpClient(tls == null ? options : tls.call(options));
        if (tls != null) {
            tls.keep(httpClient::updateSSLOptions);
        }
        NetClient netClient = vertx.createNetClient(new NetClientOptions());
        http = httpClient;
        net = netClient;
        for (UpstreamCluster cluster : clusters) {
            UpstreamConfig.HealthCheckConfig check = cluster.config().healthCheck();
            for (EndpointHealth health : cluster.endpoints()) {
                vertx.setPeriodic(0, check.interval().toMillis(), id -> check(cluster, health));
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        HttpClient httpClient = http;
        NetClient netClient = net;
        http = null;
        net = null;
        return httpClient == null || netClient == null
                ? Future.succeededFuture()
                : Future.join(httpClient.close(), netClient.close());
    }

    private void check(UpstreamCluster cluster, EndpointHealth health) {
        HttpClient httpClient = http;
        NetClient netClient = net;
        if (httpClient == null || netClient == null || !inProgress.add(health)) {
            return;
        }
        UpstreamConfig.HealthCheckConfig check = cluster.config().healthCheck();
        int port = check.port() == null ? health.endpoint().port() : check.port();
        Future<Boolean> result = check.path() == null
                ? netClient.connect(port, health.endpoint().host()).compose(socket -> socket.close()
                        .map(true))
                : get(httpClient, health.endpoint(), port, check);
        result.timeout(check.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false)
                .onSuccess(passed -> {
                    inProgress.remove(health);
                    if (health.checked(passed, System.nanoTime())) {
                        logChange(cluster, health, passed);
                    }
                });
    }

    private static Future<Boolean> get(
            HttpClient client, Endpoint endpoint, int port, UpstreamConfig.HealthCheckConfig check) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(endpoint.host())
                        .setPort(port)
                        .setSsl(endpoint.tls())
                        .setURI(check.path())
                        .setConnectTimeout(check.timeout().toMillis())
                        .setTimeout(check.timeout().toMillis()))
                .compose(HealthChecker::isOk);
    }

    private static Future<Boolean> isOk(HttpClientRequest request) {
        return request.send().map(response -> {
            request.reset();
            return response.statusCode() >= OK_MIN && response.statusCode() <= OK_MAX;
        });
    }

    private static void logChange(UpstreamCluster cluster, EndpointHealth health, boolean passed) {
        LOG.atWarn()
                .addKeyValue(LogKeys.UPSTREAM, cluster.name())
                .addKeyValue(LogKeys.HOST, health.endpoint().authority())
                .log(
                        passed
                                ? "Endpoint passes its health checks and gets requests"
                                : "Endpoint fails its health checks and gets no requests");
    }
}
