package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.Verdict;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ThreeRefusalsOfKeysTest {
    /** Distinguished by its code alone, because the contract has one message for malformed and unknown keys. */
    private static final String MALFORMED = "malformed";

    private static final Map<String, String> CODES = Map.of(
            "Missing X-API-Key header",
            "key_missing",
            "Invalid API key",
            "key_invalid",
            MALFORMED,
            "key_malformed",
            "API key has expired",
            "key_expired");

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void noKeyIsMissing() throws Exception {
        assertRefused(STAGE.get("/facilities"), "Missing X-API-Key header");
    }

    @Test
    void aKeyInTheQueryStringIsNoKey() throws Exception {
        String key = STAGE.keyService().key();
        assertRefused(STAGE.get("/facilities?api_key=" + key + "&X-API-Key=" + key), "Missing X-API-Key header");
    }

    @Test
    void anEmptyKeyIsInvalid() throws Exception {
        assertRefused(STAGE.get("/facilities", "X-API-Key", ""), MALFORMED);
    }

    @Test
    void twoKeysAreInvalidEvenIfTheyAreTheSame() throws Exception {
        String key = STAGE.keyService().key();
        assertRefused(STAGE.get("/facilities", "X-API-Key", key, "X-API-Key", key), MALFORMED);
    }

    @Test
    void aBearerTokenThatDiffersFromTheKeyIsInvalid() throws Exception {
        String key = STAGE.keyService().key();
        String other = STAGE.keyService().key();
        assertRefused(STAGE.get("/facilities", "X-API-Key", key, "Authorization", "Bearer " + other), MALFORMED);
    }

    @Test
    void aSchemeInTheKeysOwnFieldIsInvalid() throws Exception {
        assertRefused(
                STAGE.get(
                        "/facilities",
                        "X-API-Key",
                        "Bearer " + STAGE.keyService().key()),
                MALFORMED);
    }

    @Test
    void theSchemeThatIsOfferedIsTaken() throws Exception {
        String key = STAGE.keyService().key();
        assertThat(STAGE.get("/facilities", "Authorization", "ApiKey " + key).statusCode())
                .isEqualTo(200);
        assertRefused(STAGE.get("/facilities", "X-API-Key", key, "Authorization", "apikey other"), MALFORMED);
    }

    @Test
    void aBearerTokenIsAKey() throws Exception {
        String key = STAGE.keyService().key();
        assertThat(STAGE.get("/facilities", "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(200);
        assertThat(STAGE.get("/facilities", "X-API-Key", key, "Authorization", "bearer " + key)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tooLongTooShortAndOtherAlphabetsAreInvalid() throws Exception {
        String key = STAGE.keyService().key();
        assertRefused(STAGE.get("/facilities", "X-API-Key", key + "0"), MALFORMED);
        assertRefused(STAGE.get("/facilities", "X-API-Key", key.substring(1)), MALFORMED);
        assertRefused(STAGE.get("/facilities", "X-API-Key", key.substring(0, 30) + "-" + key.substring(31)), MALFORMED);
        assertRefused(STAGE.get("/facilities", "X-API-Key", "x".repeat(10_000)), MALFORMED);
    }

    @Test
    void aWrongChecksumIsInvalidWithoutAQuestion() throws Exception {
        String key = STAGE.keyService().key();
        char last = key.charAt(key.length() - 1);
        int before = STAGE.keyService().questions();
        String wrong = key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0');
        assertRefused(STAGE.get("/facilities", "X-API-Key", wrong), MALFORMED);
        assertThat(STAGE.keyService().questions()).isEqualTo(before);
    }

    @Test
    void unknownAndRevokedKeysAreInvalid() throws Exception {
        assertRefused(STAGE.get("/facilities", "X-API-Key", STAGE.keyService().unknownKey()), "Invalid API key");
        assertRefused(
                STAGE.get("/facilities", "X-API-Key", STAGE.keyService().refusedKey(Verdict.Reason.REVOKED)),
                "Invalid API key");
    }

    @Test
    void anExpiredKeyIsToldSo() throws Exception {
        assertRefused(
                STAGE.get("/facilities", "X-API-Key", STAGE.keyService().refusedKey(Verdict.Reason.EXPIRED)),
                "API key has expired");
    }

    private static void assertRefused(HttpResponse<String> response, String message) {
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .get()
                .asString()
                .startsWith("ApiKey");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        String requestId = response.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("error", "Unauthorized")
                        .put("message", message.equals(MALFORMED) ? "Invalid API key" : message)
                        .put("code", CODES.get(message))
                        .put("requestId", requestId));
    }
}
