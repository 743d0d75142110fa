package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The smallest service there can be, as a process. */
public final class StandaloneForATest {
    private StandaloneForATest() {}

    public static void main(String[] arguments) {
        ServiceMain.run(ServiceName.GATEWAY, arguments, StandaloneForATest::start);
    }

    private static Future<RunningService> start(Vertx vertx, Settings settings) {
        return ServiceRuntime.start(ServiceName.GATEWAY, vertx, settings).map(StandaloneForATest::running);
    }

    private static RunningService running(ServiceRuntime runtime) {
        return new RunningService() {
            @Override
            public int port() {
                return runtime.managementPort();
            }

            @Override
            public int managementPort() {
                return runtime.managementPort();
            }

            @Override
            public Future<Void> close() {
                return runtime.close();
            }
        };
    }
}
