package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A client without a usable key gets exactly the contract's error body. */
@ExtendWith(RunningWhole.class)
class UnusableKeyIsRefusedTest {
    private static final String MISSING = "Missing X-API-Key header";
    private static final String INVALID = "Invalid API key";

    @Test
    void aMissingKey(Whole whole) {
        assertRefused(whole.stranger().get("/facilities"), MISSING);
    }

    @Test
    void aKeyInTheQueryString(Whole whole) {
        String key = whole.value("RAPTOR_COMPLY_API_KEY");
        for (String name : new String[] {"X-API-Key", "x-api-key", "api_key", "apiKey", "key", "access_token"}) {
            assertRefused(whole.stranger().get("/facilities?" + name + "=" + key), MISSING);
        }
    }

    @TestFactory
    Stream<DynamicTest> aKeyThatIsNoKey(Whole whole) {
        String key = whole.value("RAPTOR_COMPLY_API_KEY");
        Map<String, String> keys = new TreeMap<>(Map.of(
                "empty",
                "",
                "a word",
                "secret",
                "too short",
                key.substring(0, 71),
                "too long",
                key + "0",
                "far too long",
                key + "0".repeat(7_000),
                "wrong prefix",
                "rc_test_" + key.substring(8),
                "wrong alphabet",
                key.substring(0, 30) + "-" + key.substring(31),
                "wrong checksum",
                changed(key, 71),
                "wrong secret",
                withChecksum(changed(key, 30)),
                "wrong tag",
                withChecksum(changed(key, 60))));
        keys.put("unknown version", withChecksum(key.substring(0, 8) + "z" + key.substring(9)));
        return keys.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> assertRefused(with(whole, "X-API-Key", entry.getValue()), INVALID)));
    }

    @Test
    void twoKeys(Whole whole) {
        String key = whole.value("RAPTOR_COMPLY_API_KEY");
        assertRefused(send(whole, request -> request.header("X-API-Key", key).header("X-API-Key", key)), INVALID);
    }

    @Test
    void aKeyAndABearerThatDiffer(Whole whole) {
        String key = whole.value("RAPTOR_COMPLY_API_KEY");
        String other = whole.value("ORG_B_API_KEY");
        assertRefused(
                send(whole, request -> request.header("X-API-Key", key).header("Authorization", "Bearer " + other)),
                INVALID);
        assertThat(send(whole, request -> request.header("X-API-Key", key).header("Authorization", "Bearer " + key))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void asProblemDetailsForWhoAsksForThem(Whole whole) {
        Reply reply = send(whole, request -> request.header("Accept", "application/problem+json"));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(reply.json().getInteger("status")).isEqualTo(401);
        assertThat(reply.json().getString("title")).isNotBlank();
        assertThat(reply.json().getString("error")).isEqualTo("Unauthorized");
        assertThat(reply.json().getString("message")).isEqualTo(MISSING);
    }

    private static Reply with(Whole whole, String field, String value) {
        return send(whole, request -> request.header(field, value));
    }

    private static Reply send(Whole whole, UnaryOperator<HttpRequest.Builder> also) {
        return whole.stranger().send("GET", "/facilities", "", also);
    }

    private static void assertRefused(Reply reply, String message) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.errorWithoutRequestId().getMap())
                .containsEntry("error", "Unauthorized")
                .containsEntry("message", message)
                .containsOnlyKeys("error", "message", "code");
        assertThat(reply.json().getString("requestId"))
                .isEqualTo(reply.header("X-Request-Id").orElseThrow());
        assertThat(reply.header("WWW-Authenticate")).isPresent();
        assertThat(reply.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    private static String changed(String key, int position) {
        return key.substring(0, position) + (key.charAt(position) == 'a' ? 'b' : 'a') + key.substring(position + 1);
    }

    /** Repairs the public checksum, so that another fault is the only one. */
    private static String withChecksum(String key) {
        return key.substring(0, 66) + Checksum.of(key.substring(0, 66));
    }
}
