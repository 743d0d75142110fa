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
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every node of every upstream in turn whether it is well; at most one check of a node is under way. One event loop. */
public final class HealthChecker extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HealthChecker.class);
    private static final int OK_MIN = 200;
    private static final int OK_MAX = 299;

    private final List<UpstreamCluster> fleets;
    private final @Nullable Tls tls;
    private final Set<EndpointHealth> underWay = new HashSet<>();
    private @Nullable HttpClient http;
    private @Nullable NetClient net;

    /** @param tls how it shows itself to nodes that speak TLS; null: as any client */
    public HealthChecker(List<UpstreamCluster> fleets, @Nullable Tls tls) {
        this.tls = tls;
        this.fleets = List.copyOf(fleets);
    }

    @Override
    public Future<?> start() {
        HttpClientOptions options = new HttpClientOptions().setKeepAlive(false);
        HttpClientAgent asking = vertx.createHttpClient(tls == null ? options : tls.call(options));
        if (tls != null) {
            tls.keep(asking::updateSSLOptions);
        }
        NetClient connecting = vertx.createNetClient(new NetClientOptions());
        http = asking;
        net = connecting;
        for (UpstreamCluster fleet : fleets) {
            UpstreamConfig.HealthCheckConfig check = fleet.config().healthCheck();
            for (EndpointHealth health : fleet.nodes()) {
                vertx.setPeriodic(0, check.interval().toMillis(), id -> check(fleet, health));
            }
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        HttpClient asking = http;
        NetClient connecting = net;
        http = null;
        net = null;
        return asking == null || connecting == null
                ? Future.succeededFuture()
                : Future.join(asking.close(), connecting.close());
    }

    private void check(UpstreamCluster fleet, EndpointHealth health) {
        HttpClient asking = http;
        NetClient connecting = net;
        if (asking == null || connecting == null || !underWay.add(health)) {
            return;
        }
        UpstreamConfig.HealthCheckConfig check = fleet.config().healthCheck();
        int port = check.port() == null ? health.node().port() : check.port();
        Future<Boolean> answer = check.path() == null
                ? connecting.connect(port, health.node().host()).compose(socket -> socket.close()
                        .map(true))
                : ask(asking, health.node(), port, check);
        answer.timeout(check.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .otherwise(false)
                .onSuccess(passed -> {
                    underWay.remove(health);
                    if (health.checked(passed, System.nanoTime())) {
                        tell(fleet, health, passed);
                    }
                });
    }

    private static Future<Boolean> ask(
            HttpClient client, Endpoint node, int port, UpstreamConfig.HealthCheckConfig check) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setHost(node.host())
                        .setPort(port)
                        .setSsl(node.tls())
                        .setURI(check.path())
                        .setConnectTimeout(check.timeout().toMillis())
                        .setTimeout(check.timeout().toMillis()))
                .compose(HealthChecker::answersWell);
    }

    private static Future<Boolean> answersWell(HttpClientRequest request) {
        return request.send().map(answer -> {
            request.reset();
            return answer.statusCode() >= OK_MIN && answer.statusCode() <= OK_MAX;
        });
    }

    private static void tell(UpstreamCluster fleet, EndpointHealth health, boolean passed) {
        LOG.atWarn()
                .addKeyValue(LogKeys.UPSTREAM, fleet.name())
                .addKeyValue(LogKeys.HOST, health.node().authority())
                .log(passed ? "Node is well again and gets requests" : "Node fails its checks and gets no requests");
    }
}
