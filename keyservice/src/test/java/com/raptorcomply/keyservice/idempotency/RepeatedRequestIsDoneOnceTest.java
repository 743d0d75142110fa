package com.raptorcomply.keyservice.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A request that is repeated by its Idempotency-Key does nothing again, and its response shows no token again. */
class RepeatedRequestIsDoneOnceTest {
    private final TestService service = TestService.shared();
    private final UUID organizationId = service.organization();
    private final TestCaller admin = service.person(organizationId, UserRole.ORG_ADMIN);
    private final JsonObject user = new JsonObject()
            .put("email", UUID.randomUUID() + "@example.test")
            .put("name", "Kim")
            .put("role", "user");
    private final JsonObject invitation =
            new JsonObject().put("email", UUID.randomUUID() + "@example.test").put("role", "user");

    @Test
    void userIsAddedOnce() {
        assertMadeOnce("/users", user, "invitationToken");
        assertThat(service.count("SELECT count(*) FROM app_user WHERE email = ?", user.getString("email")))
                .isEqualTo(1);
    }

    @Test
    void invitationIsSentOnce() {
        assertMadeOnce("/invitations", invitation, "token");
        assertThat(service.count("SELECT count(*) FROM invitation WHERE email = ?", invitation.getString("email")))
                .isEqualTo(1);
    }

    @Test
    void resentInvitationKeepsItsNewToken() {
        String path = post("/invitations", "k1", invitation).header("Location") + "/resend";
        String token = post(path, "k2", new JsonObject()).object().getString("token");

        Reply second = post(path, "k2", new JsonObject());

        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.object().containsKey("token")).isFalse();
        JsonObject body = new JsonObject().put("token", token);
        assertThat(service.post(admin, "/invitations/validate", body).status()).isEqualTo(200);
    }

    @Test
    void restrictionIsMadeOnceAndItsReceiptIsAsItIsNow() {
        String keyId = service.mint(admin, new JsonObject()).getString("id");
        JsonObject body = new JsonObject().put("keyId", keyId).put("operations", new JsonArray().add("read"));

        Reply first = post("/access-control", "k1", body);
        Reply second = post("/access-control", "k1", body);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.object()).isEqualTo(first.object());
        assertThat(service.count("SELECT count(*) FROM restriction WHERE key_id = ?::uuid", keyId))
                .isEqualTo(1);
    }

    @Test
    void accessIsGrantedAndRevokedOnce() {
        UUID person = Objects.requireNonNull(
                service.person(organizationId, UserRole.USER).ownerUserId());
        String path = "/access-control/user/" + person;
        JsonObject both =
                new JsonObject().put("operations", new JsonArray().add("read").add("update"));
        JsonObject one = new JsonObject().put("operations", new JsonArray().add("update"));

        Reply granted = post(path + "/grant", "k1", both);
        assertThat(post(path + "/revoke", "k2", one).status()).isEqualTo(200);
        Reply revokedAgain = post(path + "/revoke", "k2", one);
        Reply grantedAgain = post(path + "/grant", "k1", both);

        assertThat(revokedAgain.status()).as(revokedAgain.body()).isEqualTo(200);
        assertThat(grantedAgain.object()).isEqualTo(granted.object());
        JsonObject now = service.get(admin, path).array().getJsonObject(0);
        assertThat(TestService.strings(now, "operations")).containsExactly("read");
    }

    @Test
    void organizationIsMadeOnce() {
        TestCaller platform = service.person(organizationId, UserRole.PLATFORM_ADMIN);
        JsonObject body = new JsonObject().put("name", "Meridian " + UUID.randomUUID());

        Reply first = post(platform, "/organizations", "k1", body);
        Reply second = post(platform, "/organizations", "k1", body);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.object()).isEqualTo(first.object());
        assertThat(service.count("SELECT count(*) FROM organization WHERE name = ?", body.getString("name")))
                .isEqualTo(1);
    }

    @Test
    void atOnceOnlyOneIsDone() {
        List<Reply> replies = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> post("/users", "k1", user))
                .toList();

        assertThat(replies).extracting(Reply::status).containsOnly(201);
        assertThat(replies)
                .extracting(reply -> reply.header("Idempotent-Replayed"))
                .containsOnly("", "true")
                .containsOnlyOnce("");
    }

    @Test
    void anotherBodyIsAnotherRequest() {
        post("/users", "k1", user);

        Reply other = post("/users", "k1", user.copy().put("name", "Lee"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.object().getString("code")).isEqualTo("idempotency_key_reused");
    }

    private void assertMadeOnce(String path, JsonObject body, String token) {
        Reply first = post(path, "k1", body);
        Reply second = post(path, "k1", body);

        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        JsonObject shown = first.object();
        assertThat(shown.remove(token)).isNotNull();
        assertThat(second.object()).isEqualTo(shown);
    }

    private Reply post(String path, String key, JsonObject body) {
        return post(admin, path, key, body);
    }

    private Reply post(TestCaller caller, String path, String key, JsonObject body) {
        return service.send(service.request(caller, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
    }
}
