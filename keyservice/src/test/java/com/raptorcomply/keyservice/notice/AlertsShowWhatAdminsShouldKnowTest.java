package com.raptorcomply.keyservice.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertsShowWhatAdminsShouldKnowTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final String path = "/organizations/" + organizationId + "/alerts";

    @Test
    void leakedKeysWithoutAnyWebhook() {
        JsonObject key = service.mint(admin, new JsonObject().put("name", "Pasted"));
        service.post(null, "/api-keys/revoke-leaked", "{\"keys\":[\"" + key.getString("key") + "\"]}");

        JsonObject alert = service.get(admin, path).array().getJsonObject(0);

        assertThat(alert.getString("type")).isEqualTo("api_key.leak_reported");
        assertThat(alert.getString("keyId")).isEqualTo(key.getString("id"));
        assertThat(alert.getBoolean("current")).isTrue();
        assertThat(alert.getJsonObject("data").getJsonObject("key").getString("name"))
                .isEqualTo("Pasted");
        assertThat(service.get(admin, path + "?type=api_key.unused").array()).isEmpty();
        assertThat(service.get(admin, path + "?type=api_key.created").status()).isEqualTo(400);
        assertThat(service.count("SELECT count(*) FROM notice WHERE organization_id = ?", organizationId))
                .as("what is no alert and no webhook wants is not kept")
                .isEqualTo(1);
    }

    @Test
    void newestFirstOverPages() {
        for (int i = 0; i < 5; i++) {
            alert("api_key.unused", i + " minutes", UUID.randomUUID());
        }

        Reply first = service.get(admin, path + "?limit=3");
        String link = first.header("Link");
        Reply second = service.get(admin, link.substring(1, link.indexOf('>')));

        List<String> times = Stream.concat(first.array().stream(), second.array().stream())
                .map(alert -> ((JsonObject) alert).getString("at"))
                .toList();
        assertThat(times).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(second.header("Link")).isEmpty();
    }

    @Test
    void untilTheirCauseIsGone() {
        UUID id = UUID.fromString(service.mint(admin, new JsonObject()).getString("id"));
        service.execute("UPDATE api_key SET expires_at = now() + interval '3 days' WHERE id = ?", id);
        String end = service.get(admin, "/api-keys/" + id).object().getString("expiresAt");
        alert("api_key.expiring", "1 minute", id);
        service.execute(
                "UPDATE notice SET data = jsonb_build_object('key', jsonb_build_object('expiresAt', ?)) WHERE key_id = ?",
                end,
                id);
        assertThat(current("api_key.expiring")).isTrue();
        service.execute("UPDATE api_key SET expires_at = now() + interval '90 days' WHERE id = ?", id);
        assertThat(current("api_key.expiring")).isFalse();

        alert("api_key.unused", "1 minute", id);
        assertThat(current("api_key.unused")).isTrue();
        service.execute("UPDATE key_last_use SET last_used_at = now() WHERE key_id = ?", id);
        assertThat(current("api_key.unused")).isFalse();
    }

    @Test
    void toWhoeverMayReadTheActivityOfTheirOrganization() {
        TestCaller user = service.person(organizationId, UserRole.USER);
        TestCaller reader = TestCaller.organizationKey(organizationId, List.of(Permissions.ACTIVITY_READ));
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        TestCaller platform = service.person(service.organization(), UserRole.PLATFORM_ADMIN);

        assertThat(service.get(user, path).status()).isEqualTo(403);
        assertThat(service.get(reader, path).status()).isEqualTo(200);
        assertThat(service.get(stranger, path).status()).isEqualTo(404);
        assertThat(service.get(platform, path).status()).isEqualTo(200);
    }

    private boolean current(String type) {
        return service.get(admin, path + "?type=" + type)
                .array()
                .getJsonObject(0)
                .getBoolean("current");
    }

    private void alert(String type, String ago, UUID keyId) {
        service.execute(
                "INSERT INTO notice VALUES (gen_random_uuid(), ?, ?, ?, NULL, now() - ?::interval, '{}')",
                organizationId,
                type,
                keyId,
                ago);
    }
}
