package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummaryCountsWhatTheListShowsTest {
    private static final Map<String, String> LISTS = Map.of(
            "active", "status=active",
            "expired", "status=expired",
            "revoked", "status=revoked",
            "expiring", "expiringDays=" + KeySummary.EXPIRING_DAYS,
            "unused", "unusedDays=" + KeySummary.UNUSED_DAYS,
            "leakReported", "leakReported=true");

    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final TestCaller user = service.person(organizationId, UserRole.USER);

    @BeforeEach
    void make() {
        Instant soon = Instant.now().plus(Duration.ofDays(29));
        make("fresh", null);
        make("soon", soon);
        make("later", soon.plus(Duration.ofDays(2)));
        make("expired", soon);
        make("idle", null);
        make("idle but used", null);
        make("idle and expired", soon);
        String revoked = make("idle and revoked", null).getString("id");
        service.delete(admin, "/api-keys/" + revoked);
        String leaked = make("leaked", null).getString("key");
        service.post(null, "/api-keys/revoke-leaked", "{\"keys\":[\"" + leaked + "\"]}");
        Await.result(
                service.bootstrap().createUserKey(organizationId, Objects.requireNonNull(user.ownerUserId()), "Mine"));

        change("expires_at = now()", "expired");
        change("expires_at = now()", "idle and expired");
        service.execute(
                "UPDATE api_key SET created_at = now() - interval '91 days' WHERE organization_id = ? AND name LIKE 'idle%'",
                organizationId);
        service.execute("""
                INSERT INTO secret_usage (secret_id, key_id, first_used_at, last_used_at) \
                SELECT s.id, k.id, now(), now() FROM api_key k JOIN key_secret s ON s.key_id = k.id \
                WHERE k.organization_id = ? AND k.name = 'idle but used'""", organizationId);
    }

    @Test
    void forAdminsAllOfTheOrganization() {
        JsonObject summary = service.get(admin, "/api-keys/summary").object();

        assertThat(summary)
                .isEqualTo(new JsonObject()
                        .put("organizationId", organizationId.toString())
                        .put("active", 6)
                        .put("expired", 2)
                        .put("revoked", 2)
                        .put("expiring", 1)
                        .put("unused", 1)
                        .put("leakReported", 1)
                        .put("organizationKeys", 7)
                        .put("userKeys", 1)
                        .put("ownKeys", 0));
        assertThat(service.get(admin, "/api-keys?unusedDays=90")
                        .array()
                        .getJsonObject(0)
                        .getString("name"))
                .isEqualTo("idle");
    }

    @Test
    void andEachFigureIsTheLengthOfItsList() {
        for (TestCaller caller : List.of(admin, user)) {
            JsonObject summary = service.get(caller, "/api-keys/summary").object();
            LISTS.forEach((figure, query) -> assertThat(summary.getInteger(figure))
                    .as(figure)
                    .isEqualTo(service.get(caller, "/api-keys?" + query).array().size()));
        }
    }

    @Test
    void forUsersTheirOwnKeys() {
        JsonObject summary = service.get(user, "/api-keys/summary").object();

        assertThat(summary.getInteger("active")).isEqualTo(1);
        assertThat(summary.getInteger("organizationKeys")).isZero();
        assertThat(summary.getInteger("userKeys")).isEqualTo(1);
        assertThat(summary.getInteger("ownKeys")).isEqualTo(1);
        assertThat(summary.getInteger("revoked")).isZero();
    }

    @Test
    void ofOtherOrganizationsForPlatformAdminsOnly() {
        TestCaller platform = service.person(service.organization(), UserRole.PLATFORM_ADMIN);
        TestCaller powerless = TestCaller.organizationKey(organizationId, List.of());
        String path = "/api-keys/summary?organizationId=" + organizationId;

        assertThat(service.get(platform, path).object().getInteger("active")).isEqualTo(6);
        assertThat(service.get(platform, "/api-keys/summary").object().getInteger("active"))
                .isZero();
        assertThat(service.get(service.person(service.organization(), UserRole.ORG_ADMIN), path)
                        .status())
                .isEqualTo(403);
        assertThat(service.get(powerless, "/api-keys/summary").status()).isEqualTo(403);
    }

    private JsonObject make(String name, @Nullable Instant expiresAt) {
        return service.mint(
                admin,
                new JsonObject().put("name", name).put("expiresAt", expiresAt == null ? null : expiresAt.toString()));
    }

    private void change(String assignment, String name) {
        service.execute(
                "UPDATE api_key SET " + assignment + " WHERE organization_id = ? AND name = ?", organizationId, name);
    }
}
