package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyLivesNoLongerThanThePolicyAllowsTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final String organization = "/organizations/" + organizationId;

    @Test
    void whenItIsCreated() {
        assertThat(create("organization", null).status()).isEqualTo(201);
        policy("{\"maxLifetimeDays\":30}");

        for (String kind : new String[] {"organization", "user"}) {
            assertThat(create(kind, Duration.ofDays(30)).status()).isEqualTo(201);
            assertRefused(create(kind, Duration.ofDays(31)));
            assertRefused(create(kind, null));
        }
    }

    @Test
    void whenItIsChanged() {
        JsonObject old = service.mint(admin, new JsonObject());
        String endless = "/api-keys/" + old.getString("id");
        policy("{\"maxLifetimeDays\":30}");
        JsonObject made = create("organization", Duration.ofDays(10)).object();
        String path = "/api-keys/" + made.getString("id");
        service.execute(
                "UPDATE api_key SET created_at = now() - interval '5 days' WHERE id = ?::uuid", made.getString("id"));

        assertThat(extend(path, Duration.ofDays(24)).status()).isEqualTo(200);
        assertRefused(extend(path, Duration.ofDays(26)));
        assertRefused(extend(path, null));
        assertThat(service.patch(admin, path, new JsonObject().put("name", "Renamed"))
                        .status())
                .isEqualTo(200);
        assertThat(service.patch(admin, endless, new JsonObject().put("name", "Older than the policy"))
                        .status())
                .isEqualTo(200);
        assertThat(extend(endless, Duration.ofDays(400)).status())
                .as("an earlier end, if later than the policy's")
                .isEqualTo(200);
        assertRefused(extend(endless, Duration.ofDays(401)));
    }

    @Test
    void asAdminsSetItWithoutOverwritingEachOther() {
        Reply before = service.get(admin, organization);
        assertThat(before.object().getJsonObject("keyPolicy"))
                .isEqualTo(new JsonObject().putNull("maxLifetimeDays").putNull("revokeUnusedAfterDays"));
        String tag = before.header("ETag");

        Reply changed = patch(tag, "{\"keyPolicy\":{\"maxLifetimeDays\":90}}");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(patch(tag, "{\"keyPolicy\":{\"maxLifetimeDays\":365}}").status())
                .isEqualTo(412);
        Reply merged = patch(changed.header("ETag"), "{\"keyPolicy\":{\"revokeUnusedAfterDays\":60}}");
        assertThat(merged.object().getJsonObject("keyPolicy"))
                .isEqualTo(new JsonObject().put("maxLifetimeDays", 90).put("revokeUnusedAfterDays", 60));
        assertThat(service.get(admin, organization).header("ETag")).isEqualTo(merged.header("ETag"));

        Reply lifted = patch(merged.header("ETag"), "{\"keyPolicy\":null}");
        assertThat(lifted.object().getJsonObject("keyPolicy").getInteger("maxLifetimeDays"))
                .isNull();
        assertThat(service.get(admin, "/activity?resourceId=" + organizationId).body())
                .contains("\"keyPolicy\":{\"from\":");
    }

    @Test
    void withinItsBounds() {
        assertField("{\"keyPolicy\":{\"maxLifetimeDays\":0}}", "keyPolicy.maxLifetimeDays");
        assertField("{\"keyPolicy\":{\"maxLifetimeDays\":3651}}", "keyPolicy.maxLifetimeDays");
        assertField("{\"keyPolicy\":{\"revokeUnusedAfterDays\":13}}", "keyPolicy.revokeUnusedAfterDays");
        assertField("{\"keyPolicy\":{\"revokeUnusedAfterDays\":\"90\"}}", "keyPolicy.revokeUnusedAfterDays");
        assertField("{\"keyPolicy\":{\"painted\":1}}", "keyPolicy.painted");
        assertField("{\"keyPolicy\":90}", "keyPolicy");
    }

    private void assertField(String body, String field) {
        Reply refused = service.patch(admin, organization, new JsonObject(body));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo(field);
    }

    private static void assertRefused(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo("expiresAt");
        assertThat(reply.object().getString("message")).contains("at most 30 days");
    }

    private void policy(String policy) {
        assertThat(service.patch(admin, organization, new JsonObject().put("keyPolicy", new JsonObject(policy)))
                        .status())
                .isEqualTo(200);
    }

    private Reply create(String kind, @Nullable Duration life) {
        return service.post(admin, "/api-keys", ending(life).put("name", "Key").put("kind", kind));
    }

    private Reply extend(String path, @Nullable Duration life) {
        return service.patch(admin, path, ending(life));
    }

    private static JsonObject ending(@Nullable Duration life) {
        return new JsonObject()
                .put("expiresAt", life == null ? null : Instant.now().plus(life).toString());
    }

    private Reply patch(String tag, String body) {
        return service.send(service.request(admin, organization)
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", tag)
                .method("PATCH", BodyPublishers.ofString(body)));
    }
}
