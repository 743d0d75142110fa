package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeIsMadeOnlyToTheKeyThatWasReadTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

    private final JsonObject key = SERVICE.mint(ADMIN, new JsonObject());
    private final String path = "/api-keys/" + key.getString("id");

    @Test
    void tagThatWasReadLetsAChangeThroughOnce() {
        String read = tag();

        Reply changed = rename(read);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo(tag()).isNotEqualTo(read);

        Reply late = rename(read);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.object().getString("error")).isEqualTo("Precondition Failed");
        assertThat(rename("\"an,other\" , " + tag()).status()).isEqualTo(200);
        assertThat(rename("*").status()).isEqualTo(200);
        assertThat(rename("W/" + tag()).status()).isEqualTo(412);
    }

    @Test
    void secretsAndRestrictionsAreOfTheKeyAndItsUseIsNot() {
        String read = tag();
        SERVICE.execute(
                "INSERT INTO secret_usage (secret_id, key_id, first_used_at, last_used_at)"
                        + " SELECT id, key_id, now(), now() FROM key_secret WHERE key_id = ?::uuid",
                key.getString("id"));
        assertThat(tag()).isEqualTo(read);

        Reply rotated = SERVICE.post(ADMIN, path + "/secrets", new JsonObject());
        assertThat(rotated.header("ETag")).isEqualTo(tag()).isNotEqualTo(read);
        String withTwo = tag();
        SERVICE.post(
                ADMIN,
                "/access-control",
                new JsonObject().put("keyId", key.getString("id")).put("operations", new JsonArray().add("read")));
        assertThat(tag()).isNotEqualTo(withTwo);
    }

    @Test
    void revocationsAreGuardedToo() {
        String read = tag();
        rename("*");
        String secret = path + "/secrets/"
                + key.getJsonArray("secrets").getJsonObject(0).getString("id");

        assertThat(SERVICE.send(conditional(secret, read).DELETE()).status()).isEqualTo(412);
        assertThat(SERVICE.send(conditional(path, read).DELETE()).status()).isEqualTo(412);
        assertThat(SERVICE.get(ADMIN, path).object().getString("revokedAt")).isNull();
        assertThat(SERVICE.send(conditional(secret, tag()).DELETE()).status()).isEqualTo(200);
        assertThat(SERVICE.send(conditional(path, tag()).DELETE()).status()).isEqualTo(200);
    }

    @Test
    void whoMayNotChangeItIsToldThatAndNotWhetherTheTagFits() {
        TestCaller user = SERVICE.person(ADMIN.organizationId(), UserRole.USER);

        assertThat(SERVICE.send(SERVICE.request(user, path)
                                .header("If-Match", "\"x\"")
                                .DELETE())
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "\"abc", "w/\"abc\"", "\"a\"b\"", "\"a b\"", "**"})
    void whatIsNoTagIsRefused(String condition) {
        Reply reply = rename(condition);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.object().getString("message")).startsWith("If-Match");
        assertThat(reply.object().getString("field")).isEqualTo("If-Match");
    }

    private String tag() {
        return SERVICE.get(ADMIN, path).header("ETag");
    }

    private Reply rename(String condition) {
        return SERVICE.send(conditional(path, condition)
                .header("Content-Type", "application/json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString("{\"name\":\"Renamed " + System.nanoTime() + "\"}")));
    }

    private static HttpRequest.Builder conditional(String path, String condition) {
        return SERVICE.request(ADMIN, path).header("If-Match", condition);
    }
}
