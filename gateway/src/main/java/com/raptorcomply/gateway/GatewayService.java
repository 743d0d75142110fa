package com.raptorcomply.gateway;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.service.CheckResult;
import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfigReader;
import com.raptorcomply.gateway.config.RouteFileWatcher;
import com.raptorcomply.gateway.keyservice.LeaseReadiness;
import com.raptorcomply.gateway.keyservice.LeaseRenewer;
import com.raptorcomply.gateway.observe.GatewayMetrics;
import com.raptorcomply.gateway.route.RouteTable;
import com.raptorcomply.gateway.upstream.balance.HealthChecker;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running gateway. */
public final class GatewayService implements RunningService {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

    /** To Vert.x a negative port is a free one that servers of the same number share. */
    private static final AtomicInteger FREE_PORT = new AtomicInteger();

    private final ServiceRuntime runtime;
    private final GatewayComponents kernel;
    private final List<String> deployments;
    private final long drainDelayMillis;
    private final int port;

    private GatewayService(
            ServiceRuntime runtime,
            GatewayComponents kernel,
            List<String> deployments,
            long drainDelayMillis,
            int port) {
        this.runtime = runtime;
        this.kernel = kernel;
        this.deployments = deployments;
        this.drainDelayMillis = drainDelayMillis;
        this.port = port;
    }

    /**
     * Starts the management port, then the event loops that serve clients. The gateway serves before it has a lease: each
     * key is verified until then, and readiness says so.
     *
     * @throws com.raptorcomply.chassis.settings.SettingsException if a setting is wrong
     */
    public static Future<GatewayService> start(Vertx vertx, Settings settings) {
        Examination<GatewayConfig> read = GatewayConfigReader.examine(settings);
        GatewayConfig config = read.orThrow();
        return ServiceRuntime.start(ServiceName.GATEWAY, vertx, config.management(), read)
                .compose(runtime -> Future.succeededFuture(runtime)
                        .compose(opened -> serve(vertx, config, () -> routes(settings), opened))
                        .onFailure(cause -> runtime.close()));
    }

    private static Future<GatewayService> serve(
            Vertx vertx, GatewayConfig config, Supplier<RouteTable> routes, ServiceRuntime runtime) {
        GatewayMetrics meters =
                new GatewayMetrics(runtime.meters(), config.routeTable().all());
        GatewayComponents kernel = GatewayComponents.create(vertx, config, meters);
        LeaseReadiness lease =
                new LeaseReadiness(kernel.session(), config.keyservice().readyWithoutLease());
        runtime.readiness()
                .check(
                        "lease",
                        () -> Future.succeededFuture(lease.check(System.nanoTime(), System.currentTimeMillis())));
        AtomicBoolean listens = new AtomicBoolean();
        runtime.readiness().check("listening", () -> Future.succeededFuture(listeningCheck(listens.get())));
        return listen(vertx, config, kernel, routes, runtime).onSuccess(service -> listens.set(true));
    }

    private static Future<GatewayService> listen(
            Vertx vertx,
            GatewayConfig config,
            GatewayComponents kernel,
            Supplier<RouteTable> routes,
            ServiceRuntime runtime) {
        int asked = config.port();
        int port = asked == 0 ? FREE_PORT.decrementAndGet() : asked;
        AtomicInteger actual = new AtomicInteger(asked);
        LeaseRenewer keeper = kernel.leaseKeeper(config);
        List<Deployable> beside =
                new ArrayList<>(List.of(keeper, new HealthChecker(kernel.fleets(), kernel.serviceTls())));
        if (config.routesFile() != null) {
            beside.add(new RouteFileWatcher(
                    config.routesFile(), config.routesPoll(), routes, kernel.routes(), kernel.meters()));
        }
        return Future.all(beside.stream().map(vertx::deployVerticle).toList())
                .map(all -> all.<String>list())
                .compose(others -> fronts(vertx, config, kernel, port, actual)
                        .map(fronts -> Stream.concat(Stream.of(fronts), others.stream())
                                .toList()))
                .map(deployments -> new GatewayService(
                        runtime, kernel, deployments, config.drainDelay().toMillis(), actual.get()))
                .onSuccess(GatewayService::sayStarted);
    }

    private static Future<String> fronts(
            Vertx vertx, GatewayConfig config, GatewayComponents kernel, int port, AtomicInteger actual) {
        return vertx.deployVerticle(
                () -> new HttpServerVerticle(config, port, kernel, actual::set),
                new DeploymentOptions().setInstances(config.eventLoops()));
    }

    /** Those of the routes file as it is now. */
    private static RouteTable routes(Settings settings) {
        return GatewayConfigReader.examine(settings).orThrow().routeTable();
    }

    private static CheckResult listeningCheck(boolean listens) {
        return listens ? CheckResult.ok() : CheckResult.failing("Clients cannot connect yet");
    }

    /** For measuring it with what no key service has told. */
    GatewayComponents kernel() {
        return kernel;
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
     * Says that it is not ready, and for a while goes on all the same, so that balancers and clients take their connections
     * elsewhere; then refuses connections, lets requests in flight end, and closes what they needed.
     */
    @Override
    public Future<Void> close() {
        runtime.readiness().drain();
        kernel.gate().close();
        Promise<Void> seen = Promise.promise();
        if (drainDelayMillis == 0) {
            seen.complete();
        } else {
            runtime.vertx().setTimer(drainDelayMillis, id -> seen.complete());
        }
        Future<Void> undeployed =
                seen.future().compose(waited -> kernel.gate().socket().close());
        for (String deployment : deployments) {
            undeployed = undeployed.eventually(() -> runtime.vertx().undeploy(deployment));
        }
        return undeployed
                .eventually(() -> kernel.usage().close())
                .eventually(kernel::close)
                .eventually(runtime::close)
                .mapEmpty();
    }

    private void sayStarted() {
        LOG.atInfo().addKeyValue(LogKeys.PORT, port).log("Gateway started");
    }
}
