package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The smallest service there can be, as a process. */
public final class StandaloneForATest {
    static final String STARTED = "All work has begun";
    static final String CLOSED = "All work has ended";
    private static final Logger LOG = LoggerFactory.getLogger(StandaloneForATest.class);

    private StandaloneForATest() {}

    public static void main(String[] arguments) {
        ServiceMain.run(ServiceName.GATEWAY, arguments, settings -> {}, StandaloneForATest::start);
    }

    private static Future<RunningService> start(Vertx vertx, Settings settings) {
        return ServiceRuntime.start(ServiceName.GATEWAY, vertx, settings)
                .map(StandaloneForATest::running)
                .onSuccess(running -> LOG.atInfo().log(STARTED));
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
                return runtime.close().onSuccess(closed -> LOG.atInfo().log(CLOSED));
            }
        };
    }
}
