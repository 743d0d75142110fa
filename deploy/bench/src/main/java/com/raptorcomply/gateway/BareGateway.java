package com.raptorcomply.gateway;

import com.raptorcomply.chassis.service.RunningService;
import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.service.ServiceRuntime;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfigReader;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The gateway without key check, rate limits, stamp, metrics, log and usage counting; everything else is the product's
 * code. The difference between both is the cost of those steps. It is not part of the product, which cannot omit any of
 * them.
 */
public final class BareGateway implements RunningService {
    private final ServiceRuntime runtime;
    private final int port;

    private BareGateway(ServiceRuntime runtime, int port) {
        this.runtime = runtime;
        this.port = port;
    }

    public static void main(String[] arguments) {
        NettyDefaults.apply();
        ServiceMain.run(
                ServiceName.GATEWAY, arguments, GatewayConfig.class, GatewayConfigReader::examine, BareGateway::start);
    }

    private static Future<BareGateway> start(Vertx vertx, Settings settings) {
        Examination<GatewayConfig> examined = GatewayConfigReader.examine(settings);
        GatewayConfig read = examined.orThrow();
        return ServiceRuntime.start(ServiceName.GATEWAY, vertx, read.management(), examined)
                .compose(runtime -> {
                    GatewayComponents components = GatewayComponents.open(runtime, read);
                    return vertx.deployVerticle(
                                    () -> new BareFront(read, components),
                                    new DeploymentOptions().setInstances(read.eventLoops()))
                            .map(deployed -> new BareGateway(runtime, read.port()));
                });
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int managementPort() {
        return runtime.managementPort();
    }

    @Override
    public Future<Void> close() {
        return runtime.close().mapEmpty();
    }
}
