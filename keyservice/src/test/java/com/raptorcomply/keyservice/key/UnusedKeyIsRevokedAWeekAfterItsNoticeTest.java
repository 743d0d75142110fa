package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.keyservice.Gateways;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnusedKeyIsRevokedAWeekAfterItsNoticeTest {
    private final TestService service = TestService.with(Map.of("notices.check", "1h"));
    private final TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
    private final String organization = "/organizations/" + admin.organizationId();
    private final Vertx vertx = Vertx.vertx();
    private final Postgres postgres =
            Postgres.open(vertx, service.database().settings(), new SimpleMeterRegistry(), new Readiness(vertx));
    private final UnusedKeys unused = new UnusedKeys(postgres.pool());

    @AfterEach
    void close() {
        Await.result(postgres.close());
        Await.result(vertx.close());
        service.close();
    }

    @Test
    void withAReceiptLikeAnyOtherRevocation() {
        policy(30);
        JsonObject idle = idle("Idle", "200 days");
        JsonObject almost = idle("Almost idle", "22 days");
        JsonObject fresh = service.mint(admin, new JsonObject());

        run();
        assertThat(alerts()).containsExactly("Idle");
        Instant revokedAfter = Instant.parse(alert(0).getJsonObject("data").getString("revokedAfter"));
        assertThat(revokedAfter)
                .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(8)));
        assertThat(status(idle)).isEqualTo("active");

        noticed("8 days");
        run();
        assertThat(status(idle)).isEqualTo("revoked");
        assertThat(List.of(status(almost), status(fresh))).containsOnly("active");
        JsonObject receipt = service.get(admin, "/api-keys/" + idle.getString("id") + "/receipts")
                .array()
                .getJsonObject(0);
        assertThat(receipt.getString("requestedBy")).isEqualTo("unused-key policy");
        assertThat(new Gateways(service).verify(idle.getString("key"))).isInstanceOf(Verdict.Refused.class);
        JsonObject entry = service.get(admin, "/activity?resourceId=" + idle.getString("id"))
                .array()
                .getJsonObject(0);
        assertThat(entry.getString("action")).isEqualTo("revoke");
        assertThat(entry.getJsonObject("actor").getString("kind")).isEqualTo("system");
        assertThat(alert(0).getBoolean("current")).isFalse();
    }

    @Test
    void notIfItIsUsedMeanwhile() {
        policy(30);
        JsonObject idle = idle("Idle", "40 days");
        run();
        used(idle);
        noticed("8 days");

        run();

        assertThat(status(idle)).isEqualTo("active");
        assertThat(alert(0).getBoolean("current")).isFalse();
    }

    @Test
    void notWithoutTheWeekIfThePolicyWasOffOrOtherMeanwhile() {
        policy(30);
        JsonObject idle = idle("Idle", "40 days");
        run();
        noticed("8 days");
        policy(null);
        run();
        policy(30);

        run();

        assertThat(status(idle)).isEqualTo("active");
        assertThat(alerts()).containsExactly("Idle", "Idle");
    }

    @Test
    void notWithoutAPolicyNorInASuspendedOrganization() {
        JsonObject idle = idle("Idle", "400 days");
        run();
        policy(30);
        service.execute("UPDATE organization SET status = 'suspended' WHERE id = ?", admin.organizationId());
        run();

        assertThat(service.count("SELECT count(*) FROM notice WHERE type = 'api_key.revocation_scheduled'"))
                .isZero();
        service.execute("UPDATE organization SET status = 'active' WHERE id = ?", admin.organizationId());
        assertThat(status(idle)).isEqualTo("active");
    }

    @Test
    void onceByAnyNumberOfReplicas() {
        policy(30);
        idle("Idle", "40 days");
        Await.result(Future.all(new UnusedKeys(postgres.pool()).run(), new UnusedKeys(postgres.pool()).run()));
        assertThat(alerts()).hasSize(1);

        noticed("8 days");
        Await.result(Future.all(new UnusedKeys(postgres.pool()).run(), new UnusedKeys(postgres.pool()).run()));

        assertThat(service.count("SELECT count(*) FROM activity WHERE action = 'revoke'"))
                .isEqualTo(1);
        assertThat(service.count("SELECT count(*) FROM revocation_receipt")).isEqualTo(1);
    }

    private void policy(@Nullable Integer days) {
        JsonObject policy = new JsonObject().put("revokeUnusedAfterDays", days);
        assertThat(service.patch(admin, organization, new JsonObject().put("keyPolicy", policy))
                        .status())
                .isEqualTo(200);
    }

    private void run() {
        Await.result(unused.run());
    }

    private void noticed(String ago) {
        service.execute("UPDATE unused_key SET noticed_at = now() - ?::interval", ago);
    }

    private JsonObject idle(String name, String since) {
        JsonObject key = service.mint(admin, new JsonObject().put("name", name));
        service.execute(
                "UPDATE api_key SET created_at = now() - ?::interval WHERE id = ?::uuid", since, key.getString("id"));
        return key;
    }

    private void used(JsonObject key) {
        service.execute(
                "INSERT INTO secret_usage (secret_id, key_id, first_used_at, last_used_at) VALUES (?, ?::uuid, now(), now())",
                key.getString("secretId"),
                key.getString("id"));
    }

    private String status(JsonObject key) {
        return service.get(admin, "/api-keys/" + key.getString("id")).object().getString("status");
    }

    private JsonObject alert(int index) {
        return service.get(admin, organization + "/alerts?type=api_key.revocation_scheduled")
                .array()
                .getJsonObject(index);
    }

    private List<String> alerts() {
        return service.get(admin, organization + "/alerts?type=api_key.revocation_scheduled").array().stream()
                .map(alert -> ((JsonObject) alert)
                        .getJsonObject("data")
                        .getJsonObject("key")
                        .getString("name"))
                .toList();
    }
}
