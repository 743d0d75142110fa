package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.DatabaseService;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A migrated database is not enough: a balancer that sends clients before the public port is open loses them. */
class ServiceIsReadyWhenItListensTest {
    private final Vertx vertx = Vertx.vertx();
    private final Promise<DatabaseService> migrated = Promise.promise();
    private final Promise<RunningService> opened = Promise.promise();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void notBefore() {
        Settings settings =
                Settings.load(ServiceName.KEYSERVICE.settingsPrefix(), null, Map.of(), Map.of("management.port", 0));
        Examination<StandaloneForATest.SmallestConfig> read = StandaloneForATest.READER.examine(settings);
        Future<RunningService> started = DatabaseService.start(
                ServiceName.KEYSERVICE,
                vertx,
                read,
                read.orThrow().management(),
                PostgresServer.shared().freshDatabase().settings(),
                "migrations/chassis",
                service -> {
                    migrated.complete(service);
                    return opened.future();
                });

        DatabaseService service = Await.result(migrated.future());
        Readiness readiness = service.runtime().readiness();
        Await.untilTrue("the database is reached", () -> readiness.report().map(report -> CheckResult.ok()
                .equals(report.checks().get("database"))));
        Readiness.Report early = Await.result(readiness.report());
        assertThat(early.checks().get("listening")).isEqualTo(CheckResult.failing("Clients cannot connect yet"));
        assertThat(early.ready()).isFalse();

        opened.complete(new RunningService() {
            @Override
            public int port() {
                return 1;
            }

            @Override
            public int managementPort() {
                return service.runtime().managementPort();
            }

            @Override
            public Future<Void> close() {
                return service.close();
            }
        });
        RunningService running = Await.result(started);
        // At once, because the early report must not be repeated.
        assertThat(Await.result(readiness.report()).ready()).isTrue();
        Await.result(running.close());
    }
}
