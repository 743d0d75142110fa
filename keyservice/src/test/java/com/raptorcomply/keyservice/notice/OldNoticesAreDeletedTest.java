package com.raptorcomply.keyservice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.TestService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OldNoticesAreDeletedTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres =
            Postgres.open(vertx, service.database().settings(), new SimpleMeterRegistry(), new Readiness(vertx));

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
    }

    @Test
    void withTheirDeliveriesAndNoOthers() {
        service.execute("""
                WITH w AS (INSERT INTO webhook (id, organization_id, name, url, secret, enabled)
                    VALUES (gen_random_uuid(), ?, 'SIEM', 'https://hooks.example.com/', '', false) RETURNING *),
                n AS (INSERT INTO notice SELECT gen_random_uuid(), w.organization_id, 'api_key.created', NULL, NULL,
                    now() - days * interval '1 day', '{}' FROM w, unnest(ARRAY[1, 29, 31, 100]) days RETURNING *)
                INSERT INTO webhook_delivery (webhook_id, organization_id, notice_id, state)
                SELECT w.id, w.organization_id, n.id, 'delivered' FROM w, n""", organizationId);

        Await.result(new NoticeRetention(postgres.pool(), Duration.ofDays(30)).prune());

        assertThat(service.count("SELECT count(*) FROM notice WHERE organization_id = ?", organizationId))
                .isEqualTo(2);
        assertThat(service.count("SELECT count(*) FROM webhook_delivery WHERE organization_id = ?", organizationId))
                .isEqualTo(2);
    }
}
