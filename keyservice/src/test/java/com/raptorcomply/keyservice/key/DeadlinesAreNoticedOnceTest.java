package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times are moved by the database's owner; the parts look with the application's role, as in the service. */
class DeadlinesAreNoticedOnceTest {
    private static final int REPLICAS = 4;

    private final TestService service = TestService.with(Map.of("notices.check", "1h"));
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres =
            Postgres.open(vertx, service.database().settings(), new SimpleMeterRegistry(), new Readiness(vertx));
    private final KeyDeadlines deadlines = new KeyDeadlines(postgres.pool());

    @BeforeEach
    void lookedAnHourAgo() {
        service.execute("UPDATE notice_schedule SET at = now() - interval '1 hour'");
    }

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
        service.close();
    }

    @Test
    void thirtySevenAndOneDayBeforeTheEndAndAtTheEnd() {
        ends("in 30 days", "30 days");
        ends("in 7 days", "7 days");
        ends("in a day", "1 day");
        ends("now", "0 days");
        ends("in 12 days", "12 days");
        ends("never", null);
        String revoked = ends("revoked", "7 days");
        service.delete(admin, "/api-keys/" + revoked);
        String leftAlone = ends("of a suspended organization", "7 days");
        UUID other = service.organization();
        service.execute("UPDATE organization SET status = 'suspended' WHERE id = ?", other);
        service.execute("UPDATE api_key SET organization_id = ? WHERE id = ?::uuid", other, leftAlone);

        Await.result(deadlines.run());
        Await.result(deadlines.run());

        assertThat(alerts())
                .containsExactlyInAnyOrder(
                        "api_key.expiring/in 30 days/30",
                        "api_key.expiring/in 7 days/7",
                        "api_key.expiring/in a day/1",
                        "api_key.expired/now/null");
    }

    @Test
    void againOnlyIfTheEndIsMoved() {
        String id = ends("moved", "7 days");
        Await.result(deadlines.run());
        move(id, "8 days");
        Await.result(deadlines.run());
        assertThat(alerts()).hasSize(1);

        service.execute("UPDATE notice_schedule SET at = now() - interval '1 hour'");
        move(id, "7 days");
        Await.result(deadlines.run());
        assertThat(alerts()).hasSize(2);
    }

    @Test
    void ninetyDaysAfterTheLastUseOrTheCreation() {
        String never = ends("never used", null);
        String used = ends("used", null);
        String lately = ends("used lately", null);
        created(never, "90 days");
        created(used, "200 days");
        created(lately, "90 days");
        used(used, "90 days");
        used(lately, "1 day");

        Await.result(deadlines.run());
        Await.result(deadlines.run());

        assertThat(alerts()).containsExactlyInAnyOrder("api_key.unused/never used/null", "api_key.unused/used/null");
    }

    @Test
    void byOneOfSeveralReplicasAndInPortions() {
        service.execute("""
                INSERT INTO api_key (id, organization_id, kind, name, role, permissions, created_by_kind, created_by_name,
                    expires_at)
                SELECT gen_random_uuid(), ?, 'organization', 'Key ' || i, 'api_user', ARRAY['tasks:read'], 'system', 'test',
                    now() + interval '7 days' - i * interval '1 second'
                FROM generate_series(60, ?) i""", admin.organizationId(), 60 + 3 * DeadlineRule.KEYS_MAX);

        List<Future<Void>> running = IntStream.range(0, REPLICAS)
                .mapToObj(i -> new KeyDeadlines(postgres.pool()).run())
                .toList();
        Await.result(Future.all(running));

        assertThat(service.count("SELECT count(*) FROM notice")).isEqualTo(1 + 3L * DeadlineRule.KEYS_MAX);
        assertThat(service.count("SELECT count(DISTINCT key_id) FROM notice"))
                .isEqualTo(1 + 3L * DeadlineRule.KEYS_MAX);
    }

    @Test
    void throughIndexesOfTheMomentsAlone() {
        for (DeadlineRule rule : DeadlineRule.values()) {
            StringBuilder plan = new StringBuilder();
            Await.result(postgres.pool().withConnection(connection -> connection
                            .query("SET enable_seqscan = off; SET enable_bitmapscan = off; SET enable_hashjoin = off;"
                                    + " SET enable_mergejoin = off")
                            .execute()
                            .compose(set -> connection
                                    .query("EXPLAIN "
                                            + rule.sql()
                                                    .replace("$1", "(now() - interval '1 hour')")
                                                    .replace("$2", "now()"))
                                    .execute())))
                    .forEach(row -> plan.append(row.getString(0)).append('\n'));
            String index =
                    switch (rule) {
                        case NEVER_USED -> "api_key_all";
                        case UNUSED -> "secret_usage_recent";
                        default -> "api_key_ends";
                    };
            assertThat(plan.toString()).as(rule.label()).contains("using " + index + " on");
        }
    }

    /** Returns the alerts as type, name of the key and days left. */
    private List<String> alerts() {
        return service.get(admin, "/organizations/" + admin.organizationId() + "/alerts").array().stream()
                .map(JsonObject.class::cast)
                .map(alert -> alert.getString("type") + "/"
                        + alert.getJsonObject("data").getJsonObject("key").getString("name") + "/"
                        + alert.getJsonObject("data").getInteger("daysLeft"))
                .toList();
    }

    private String ends(String name, @Nullable String in) {
        String id = service.mint(admin, new JsonObject().put("name", name)).getString("id");
        if (in != null) {
            move(id, in);
        }
        return id;
    }

    /** Has the key end a minute before this time, so that the moment has passed. */
    private void move(String id, String in) {
        service.execute(
                "UPDATE api_key SET expires_at = now() + ?::interval - interval '1 minute' WHERE id = ?::uuid", in, id);
    }

    private void created(String id, String ago) {
        service.execute(
                "UPDATE api_key SET created_at = now() - ?::interval - interval '1 minute' WHERE id = ?::uuid",
                ago,
                id);
    }

    private void used(String id, String ago) {
        service.execute("""
                INSERT INTO secret_usage (secret_id, key_id, first_used_at, last_used_at)
                SELECT s.id, s.key_id, now() - ?::interval, now() - ?::interval - interval '1 minute' FROM key_secret s
                WHERE s.key_id = ?::uuid""", ago, ago, id);
    }
}
