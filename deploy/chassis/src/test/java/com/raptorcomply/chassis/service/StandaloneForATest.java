package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Default;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.tls.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The smallest possible service, as a process. Its start ends when a file exists, if a system property names one. */
public final class StandaloneForATest {
    static final String START_ENDS_WITH = "start.endsWith";
    static final String PENDING = "Management port listening";
    static final String STARTED = "All work has begun";
    static final String CLOSED = "All work has ended";
    private static final int LOOK_MILLIS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(StandaloneForATest.class);

    private StandaloneForATest() {}

    /** The settings of a service that has no others. */
    record SmallestConfig(
            @Default("port: 9080") ManagementConfig management,
            @Nullable TlsConfig tls) {}

    static final ConfigReader<SmallestConfig> READER = ConfigReader.of(SmallestConfig.class, Map.of());

    public static void main(String[] arguments) {
        ServiceMain.run(
                ServiceName.GATEWAY, arguments, SmallestConfig.class, READER::examine, StandaloneForATest::start);
    }

    private static Future<RunningService> start(Vertx vertx, Settings settings) {
        Examination<SmallestConfig> read = READER.examine(settings);
        return ServiceRuntime.start(ServiceName.GATEWAY, vertx, read.orThrow().management(), read)
                .compose(runtime -> awaitFile(vertx).map(runtime))
                .map(StandaloneForATest::running)
                .onSuccess(running -> LOG.atInfo().log(STARTED));
    }

    private static Future<Void> awaitFile(Vertx vertx) {
        String file = System.getProperty(START_ENDS_WITH);
        return file == null || Files.exists(Path.of(file))
                ? Future.succeededFuture()
                : vertx.timer(LOOK_MILLIS, TimeUnit.MILLISECONDS).compose(looked -> awaitFile(vertx));
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
