package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.KeyKind;
import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyActsAsAUserTest {
    private static final String ACT_AS = "X-Act-As-User";
    private static final String FORBIDDEN = "You do not have permission to perform this action";

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @BeforeAll
    static void lease() throws Exception {
        STAGE.awaitLease();
    }

    @Test
    void withAStampThatNamesBothAndHoldsWhatBothHold() throws Exception {
        String key = STAGE.keyService().actingKey("facilities:read", "tasks:write");
        UUID user = STAGE.keyService().user("facilities:read", "evidence:read");

        List<String> fields = OnlyTheGatewaySetsIdentityHeadersTest.fields(
                new JsonObject(get(key, user.toString()).body()));

        JsonObject stamp = stamp(fields);
        assertThat(stamp.getJsonObject("actor"))
                .isEqualTo(new JsonObject().put("id", user.toString()).put("name", "Kim Lee"));
        assertThat(stamp.getString("keyName")).isEqualTo("sync job");
        assertThat(stamp.getJsonArray("perms")).containsExactly("facilities:read");
        assertThat(fields)
                .noneMatch(field -> field.toLowerCase(java.util.Locale.ROOT).startsWith("x-act-as-user"));
    }

    @Test
    void andByItselfWithoutTheHeader() throws Exception {
        String key = STAGE.keyService().actingKey("facilities:read", "tasks:write");
        get(key, STAGE.keyService().user("facilities:read").toString());

        HttpResponse<String> own = STAGE.get("/facilities", "X-API-Key", key);

        JsonObject stamp = stamp(OnlyTheGatewaySetsIdentityHeadersTest.fields(new JsonObject(own.body())));
        assertThat(stamp.containsKey("actor")).isFalse();
        assertThat(stamp.getJsonArray("perms")).contains("tasks:write", "users:impersonate");
    }

    @Test
    void validateTellsWhoActsAsWhom() throws Exception {
        String key = STAGE.keyService().actingKey("facilities:read", "tasks:write");
        UUID user = STAGE.keyService().user("facilities:read");

        JsonObject answer = new JsonObject(STAGE.get("/validate", "X-API-Key", key, ACT_AS, user.toString())
                .body());

        assertThat(answer.getJsonObject("actingAs").getString("id")).isEqualTo(user.toString());
        assertThat(answer.getString("name")).isEqualTo("sync job");
        assertThat(answer.getJsonArray("permissions")).containsExactly("facilities:read");
    }

    @Test
    void notAsSomebodyWhomTheKeyServiceRefuses() throws Exception {
        assertForbidden(get(STAGE.keyService().actingKey(), UUID.randomUUID().toString()));
    }

    @Test
    @Timeout(60)
    void notAsAUserAnyMoreOnceTheyAreDisabled() throws Exception {
        String key = STAGE.keyService().actingKey("facilities:read");
        UUID user = STAGE.keyService().user("facilities:read");
        assertThat(get(key, user.toString()).statusCode()).isEqualTo(200);

        STAGE.keyService().disable(user);
        Await.until("the user is refused", () -> get(key, user.toString()).statusCode() != 200);

        assertForbidden(get(key, user.toString()));
        assertThat(STAGE.get("/facilities", "X-API-Key", key).statusCode()).isEqualTo(200);
    }

    @Test
    void notWithoutThePermissionAndNobodyIsAsked() throws Exception {
        String key = STAGE.keyService().key();
        STAGE.get("/facilities", "X-API-Key", key);
        int before = STAGE.keyService().questions();

        assertForbidden(get(key, STAGE.keyService().user("facilities:read").toString()));

        assertThat(STAGE.keyService().questions()).isEqualTo(before);
    }

    @Test
    void notWithAUsersOwnKey() throws Exception {
        String key = STAGE.keyService().key(KeyActsAsAUserTest::ofUser);

        assertForbidden(get(key, STAGE.keyService().user("facilities:read").toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "me",
                "{0f0c0a52-6f0e-4c5e-9a56-0d6f0c0a526f}",
                "0f0c0a52-6f0e-4c5e-9a56-0d6f0c0a526f, 0f0c0a52-6f0e-4c5e-9a56-0d6f0c0a526f",
                "0f0c0a5-26f0e-4c5e-9a56-0d6f0c0a526f",
                "0f0c0a52-6f0e-4c5e-9a56-0d6f0c0a526g"
            })
    void notAsSomethingThatIsNoId(String text) throws Exception {
        HttpResponse<String> refused = get(STAGE.keyService().actingKey(), text);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(refused.body()).getString("field")).isEqualTo("X-Act-As-User");
    }

    @Test
    void notAsTwo() throws Exception {
        String user = STAGE.keyService().user("facilities:read").toString();

        assertThat(STAGE.get(
                                "/facilities",
                                "X-API-Key",
                                STAGE.keyService().actingKey("facilities:read"),
                                ACT_AS,
                                user,
                                ACT_AS,
                                user)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void norSoThatAProxyWouldDropWhom() throws Exception {
        String key = STAGE.keyService().actingKey("facilities:read");
        String user = STAGE.keyService().user("facilities:read").toString();

        assertThat(STAGE.rawUntilClosed("GET /facilities HTTP/1.1\r\nHost: a\r\nX-API-Key: " + key + "\r\n" + ACT_AS
                        + ": " + user + "\r\nConnection: " + ACT_AS + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aBadKeyIsToldSoWhateverItAsksFor() throws Exception {
        assertThat(get(STAGE.keyService().unknownKey(), "me").statusCode()).isEqualTo(401);
        assertThat(get(STAGE.keyService().unknownKey(), UUID.randomUUID().toString())
                        .statusCode())
                .isEqualTo(401);
    }

    private static HttpResponse<String> get(String key, String user) throws Exception {
        return STAGE.get("/facilities", "X-API-Key", key, ACT_AS, user);
    }

    private static void assertForbidden(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new JsonObject(answer.body()).getString("message")).isEqualTo(FORBIDDEN);
    }

    private static JsonObject stamp(List<String> fields) {
        String stamp = fields.stream()
                .filter(field -> field.startsWith(Stamp.HEADER + ": "))
                .findFirst()
                .orElseThrow();
        String payload = stamp.substring(stamp.indexOf(' ') + 1).split("\\.", -1)[1];
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(payload), java.nio.charset.StandardCharsets.UTF_8));
    }

    private static Grant ofUser(Grant grant) {
        return new Grant(
                grant.secretId(),
                grant.digest(),
                grant.keyId(),
                grant.keyName(),
                KeyKind.USER,
                grant.organization(),
                UUID.randomUUID(),
                "org_admin",
                null,
                com.raptorcomply.keyservice.client.grant.Permissions.of(
                        List.of("facilities:read", "users:impersonate")),
                grant.bounds(),
                0,
                0,
                grant.sequence());
    }
}
