package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepeatedRequestMakesOneKeyTest {
    private static final String BODY = "{\"name\":\"Sync\",\"kind\":\"organization\",\"permissions\":[]}";
    private static final TestService SERVICE = TestService.shared();

    private final UUID organizationId = SERVICE.organization();
    private final TestCaller admin = SERVICE.person(organizationId, UserRole.ORG_ADMIN);

    @Test
    void secondAnswerIsTheFirstWithoutTheValue() {
        Reply first = post(admin, "/api-keys", "k1", BODY);
        Reply second = post(admin, "/api-keys", "k1", BODY);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        JsonObject shown = first.object();
        shown.remove("key");
        assertThat(second.object()).isEqualTo(shown);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void orderAndNullOfTheBodyDoNotMatter() {
        post(admin, "/api-keys", "k1", BODY);

        Reply second = post(
                admin,
                "/api-keys",
                "k1",
                "{ \"kind\":\"organization\", \"expiresAt\":null, \"permissions\":[], \"name\":\"S\\u0079nc\" }");

        assertThat(second.status()).as(second.body()).isEqualTo(201);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void anotherBodyIsAnotherRequest() {
        post(admin, "/api-keys", "k1", BODY);

        Reply other = post(admin, "/api-keys", "k1", BODY.replace("Sync", "Other"));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.object().getString("code")).isEqualTo("idempotency_key_reused");
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void keysOfOtherCallersAreTheirOwn() {
        post(admin, "/api-keys", "k1", BODY);

        Reply other = post(SERVICE.person(organizationId, UserRole.ORG_ADMIN), "/api-keys", "k1", BODY);

        assertThat(other.status()).isEqualTo(201);
    }

    @Test
    void atOnceOnlyOneMakesAKey() {
        List<Reply> replies = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> post(admin, "/api-keys", "k1", BODY))
                .toList();

        assertThat(replies).extracting(Reply::status).containsOnly(201);
        assertThat(replies)
                .extracting(reply -> reply.object().containsKey("key"))
                .containsOnlyOnce(true);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void refusedRequestMayBeRepeatedAndSucceed() {
        assertThat(post(admin, "/api-keys", "k1", "{\"name\":\"Sync\"}").status())
                .isEqualTo(422);

        assertThat(post(admin, "/api-keys", "k1", BODY).status()).isEqualTo(201);
    }

    @Test
    void repeatedRotationMakesOneSecret() {
        String path =
                "/api-keys/" + post(admin, "/api-keys", "k1", BODY).object().getString("id");

        Reply first = post(admin, path + "/secrets", "k2", "{}");
        Reply second = post(admin, path + "/secrets", "k2", "{}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.object().getString("secretId"))
                .isEqualTo(first.object().getString("secretId"));
        assertThat(second.object().containsKey("key")).isFalse();
        assertThat(SERVICE.get(admin, path).object().getJsonArray("secrets")).hasSize(2);
    }

    @Test
    void valueIsNotStored() {
        String key = post(admin, "/api-keys", "k1", BODY).object().getString("key");

        assertThat(SERVICE.count(
                        "SELECT count(*) FROM idempotency WHERE body::text LIKE ?", "%" + key.substring(20, 52) + "%"))
                .isZero();
        assertThat(SERVICE.count(
                        "SELECT count(*) FROM idempotency WHERE body ->> 'secretId' = ?", key.substring(9, 20)))
                .isEqualTo(1);
    }

    private long keys() {
        return SERVICE.count("SELECT count(*) FROM api_key WHERE organization_id = ?", organizationId);
    }

    private static Reply post(TestCaller caller, String path, String key, String body) {
        return SERVICE.send(SERVICE.request(caller, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }
}
