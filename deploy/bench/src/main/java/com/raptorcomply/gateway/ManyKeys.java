package com.raptorcomply.gateway;

import com.raptorcomply.chassis.service.ServiceMain;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.auth.SyntheticGrants;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfigReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Runs the product's gateway with a lease from a real key service and many valid keys preloaded into its cache: {@code
 * -Dkeys=N}. It writes each key as a line of the file {@code -Dkeys.file=FILE} when it is ready.
 */
public final class ManyKeys {
    private ManyKeys() {}

    public static void main(String[] arguments) {
        NettyDefaults.apply();
        ServiceMain.run(
                ServiceName.GATEWAY, arguments, GatewayConfig.class, GatewayConfigReader::examine, ManyKeys::start);
    }

    /** Fills the cache after the lease is granted, because joining empties the cache. */
    private static Future<GatewayService> start(Vertx vertx, Settings settings) {
        return GatewayService.start(vertx, settings)
                .onSuccess(service -> vertx.setPeriodic(100, id -> {
                    if (service.components().session().isJoined()) {
                        vertx.cancelTimer(id);
                        vertx.executeBlocking(() -> fill(service.components()));
                    }
                }));
    }

    private static boolean fill(GatewayComponents components) {
        try {
            SyntheticGrants.fill(
                    components.grants(), Integer.getInteger("keys", 1_000), Path.of(System.getProperty("keys.file")));
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
