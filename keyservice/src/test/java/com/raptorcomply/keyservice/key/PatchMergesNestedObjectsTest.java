package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A member of a nested object that the patch does not name stays (RFC 7396). */
class PatchMergesNestedObjectsTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

    private final JsonObject key = SERVICE.mint(
            ADMIN,
            new JsonObject()
                    .put(
                            "rateLimit",
                            new JsonObject()
                                    .put("requests", 100)
                                    .put("periodSeconds", 60)
                                    .put("burst", 5)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'burst':3}|100|60|3",
                "{'requests':90,'periodSeconds':30}|90|30|5",
                "{'requests':1e2}|100|60|5",
                "{'requests':90.0}|90|60|5",
                "{'burst':null}|100|60|100",
                "{}|100|60|5"
            })
    void whatIsNotNamedStays(String patch, long requests, long seconds, long burst) {
        Reply reply = patch(patch);

        assertThat(reply.status()).as(reply.body()).isIn(200, 202);
        JsonObject limit = reply.object().getJsonObject("rateLimit");
        assertThat(limit.getLong("requests")).isEqualTo(requests);
        assertThat(limit.getLong("periodSeconds")).isEqualTo(seconds);
        assertThat(limit.getLong("burst")).isEqualTo(burst);
    }

    @Test
    void requiredMemberCannotBeTakenAway() {
        assertThat(patch("{'requests':null}").object().getString("field")).isEqualTo("rateLimit.requests");
    }

    @Test
    void nullTakesTheWholeAway() {
        Reply reply = patch("null");

        assertThat(reply.object().getJsonObject("rateLimit")).isNull();
    }

    private Reply patch(String limit) {
        return SERVICE.patch(
                ADMIN,
                "/api-keys/" + key.getString("id"),
                new JsonObject("{\"rateLimit\":" + limit.replace('\'', '"') + "}"));
    }
}
