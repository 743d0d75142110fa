package com.raptorcomply.gateway;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.service.Exposure;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfigReader;
import com.raptorcomply.gateway.config.RouteFileWatcher;
import com.raptorcomply.gateway.keyservice.ClockReadiness;
import com.raptorcomply.gateway.keyservice.LeaseReadiness;
import com.raptorcomply.gateway.keyservice.LeaseRenewer;
import com.raptorcomply.gateway.route.RouteTable;
import com.raptorcomply.gateway.upstream.balance.HealthChecker;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, runs and stops the gateway. Any thread. */
public final class GatewayService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

    /** Numbers for port 0: in Vert.x a negative port is a free one, shared by the servers of the same number. */
    private static final AtomicInteger FREE_PORT = new AtomicInteger();

    private final ServiceRuntime runtime;
    private final GatewayComponents components;
    private final List<String> deployments;
    private final long drainDelayMillis;
    private final int port;

    private GatewayService(
            ServiceRuntime runtime,
            GatewayComponents components,
            List<String> deployments,
            long drainDelayMillis,
            int port) {
        this.runtime = runtime;
        this.components = components;
        this.deployments = deployments;
        this.drainDelayMillis = drainDelayMillis;
        this.port = port;
    }

    /**
     * Starts the management port, then the event loops. The gateway serves clients before it has a lease: until then it
     * verifies each key, and readiness reports it.
     *
     * @throws com.raptorcomply.chassis.settings.SettingsException if a setting is wrong
     */
    public static Future<GatewayService> start(Vertx vertx, Settings settings) {
        Examination<GatewayConfig> read = GatewayConfigReader.examine(settings);
        GatewayConfig config = read.orThrow();
        // A proxy before the gateway ends TLS in its place.
        boolean isEncrypted =
                config.tls() != null || !config.clientAddress().trusted().isEmpty();
        Exposure.ofPublicPort(ServiceName.GATEWAY, config.host(), isEncrypted);
        return ServiceRuntime.start(ServiceName.GATEWAY, vertx, config.management(), read)
                .compose(runtime -> Future.succeededFuture(runtime)
                        .compose(opened -> serve(vertx, config, () -> routes(settings), opened))
                        .onFailure(cause -> runtime.close()));
    }

    private static Future<GatewayService> serve(
            Vertx vertx, GatewayConfig config, Supplier<RouteTable> routes, ServiceRuntime runtime) {
        GatewayComponents components = GatewayComponents.open(runtime, config);
        LeaseReadiness lease =
                new LeaseReadiness(components.session(), config.keyservice().readyWithoutLease());
        runtime.readiness()
                .check(
                        "lease",
                        () -> Future.succeededFuture(lease.check(System.nanoTime(), System.currentTimeMillis())));
        ClockReadiness clock = new ClockReadiness(components.session(), components::stampsOfAnotherTime);
        runtime.readiness().check("clock", () -> Future.succeededFuture(clock.check()));
        return runtime.readiness()
                .listening(() -> listen(vertx, config, components, routes, runtime))
                .recover(cause -> components.close().transform(closed -> Future.failedFuture(cause)));
    }

    private static Future<GatewayService> listen(
            Vertx vertx,
            GatewayConfig config,
            GatewayComponents components,
            Supplier<RouteTable> routes,
            ServiceRuntime runtime) {
        int configured = config.port();
        int port = configured == 0 ? FREE_PORT.decrementAndGet() : configured;
        AtomicInteger actual = new AtomicInteger(configured);
        LeaseRenewer renewer = components.leaseRenewer(config);
        List<Deployable> verticles =
                new ArrayList<>(List.of(renewer, new HealthChecker(components.clusters(), components.serviceTls())));
        if (config.routesFile() != null) {
            RouteFileWatcher watcher = new RouteFileWatcher(
                    config.routesFile(), config.routesPoll(), routes, components.routes(), components.metrics());
            components.metrics().gauges().routesFile(watcher::isValid, () -> components
                    .routes()
                    .current()
                    .all()
                    .size());
            verticles.add(watcher);
        }
        return Future.all(verticles.stream().map(vertx::deployVerticle).toList())
                .map(all -> all.<String>list())
                .compose(others -> httpServers(vertx, config, components, port, actual)
                        .map(servers -> Stream.concat(Stream.of(servers), others.stream())
                                .toList())
                        .recover(cause -> undeploy(vertx, others).transform(undeployed -> Future.failedFuture(cause))))
                .map(deployments -> new GatewayService(
                        runtime, components, deployments, config.drainDelay().toMillis(), actual.get()))
                .onSuccess(GatewayService::logStarted);
    }

    private static Future<String> httpServers(
            Vertx vertx, GatewayConfig config, GatewayComponents components, int port, AtomicInteger actual) {
        return vertx.deployVerticle(
                () -> new HttpServerVerticle(config, port, components, actual::set),
                new DeploymentOptions().setInstances(config.eventLoops()));
    }

    /** Reads the routes file as it is now. */
    private static RouteTable routes(Settings settings) {
        return GatewayConfigReader.examine(settings).orThrow().routeTable();
    }

    /** Returns the shared parts, for benchmarks that put grants into the cache. */
    GatewayComponents components() {
        return components;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int managementPort() {
        return runtime.managementPort();
    }

    /**
     * Stops the gateway. It reports that it is not ready, but accepts connections for the drain delay, so that
     * balancers and clients move away. Then it refuses connections, lets requests in flight end and closes its parts.
     */
    @Override
    public Future<Void> close() {
        runtime.readiness().drain();
        components.admission().close();
        Promise<Void> delayed = Promise.promise();
        if (drainDelayMillis == 0) {
            delayed.complete();
        } else {
            runtime.vertx().setTimer(drainDelayMillis, id -> delayed.complete());
        }
        return delayed.future()
                .compose(waited -> components.admission().socket().close())
                .eventually(() -> undeploy(runtime.vertx(), deployments))
                .eventually(() -> components.usage().close())
                .eventually(components::close)
                .eventually(runtime::close)
                .mapEmpty();
    }

    /** Undeploys one after another, because the servers end before what their requests use. */
    private static Future<Void> undeploy(Vertx vertx, List<String> deployments) {
        Future<Void> undeployed = Future.succeededFuture();
        for (String deployment : deployments) {
            undeployed = undeployed.eventually(() -> vertx.undeploy(deployment));
        }
        return undeployed;
    }

    private void logStarted() {
        LOG.atInfo().addKeyValue(LogKeys.PORT, port).log("Gateway started");
    }
}
