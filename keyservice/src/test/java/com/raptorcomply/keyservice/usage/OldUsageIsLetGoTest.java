package com.raptorcomply.keyservice.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OldUsageIsLetGoTest {
    private final TestService service = TestService.shared();
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final String keyId = service.mint(admin, new JsonObject()).getString("id");
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres =
            Postgres.open(vertx, service.database().settings(), new SimpleMeterRegistry(), new Readiness(vertx));

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void andThatOfTheLastNinetyDaysIsKept() {
        for (int days : new int[] {0, 1, 89, 92, 400}) {
            service.execute(
                    "INSERT INTO key_usage_day VALUES (?::uuid, current_date - ?, 2, ?)", keyId, days, 1_000 + days);
        }

        Await.result(new UsageStore(postgres.pool()).pruneDays());

        assertThat(counted("requests < 1090")).isEqualTo(3);
        assertThat(counted("requests > 1090")).isZero();
    }

    private long counted(String which) {
        return service.count("SELECT count(*) FROM key_usage_day WHERE key_id = ?::uuid AND " + which, keyId);
    }
}
