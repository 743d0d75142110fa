package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIsReadStrictlyTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"name\"",
                "{\"name\":\"a\",\"name\":\"b\",\"kind\":\"organization\"}",
                "{\"name\":\"a\" /* b */,\"kind\":\"organization\"}",
                "{\"name\":\"a\",\"kind\":\"organization\"} x",
                "{name:\"a\"}"
            })
    void bodyThatIsNoJsonObjectIs400(String body) {
        assertThat(SERVICE.post(ADMIN, "/api-keys", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800b"})
    void textThatCannotBeStoredIs422AndNamed(String name) {
        Reply reply = SERVICE.post(ADMIN, "/api-keys", "{\"name\":\"" + name + "\",\"kind\":\"organization\"}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo("name");
    }

    /** A client that does not percent-encode its + sends a space, and generated clients write the basic offset. */
    @ParameterizedTest
    @ValueSource(strings = {"Z", "+01:00", "%2B01:00", "%2B0100", "+0100", "-0700"})
    void timeIsReadWithAnyFormOfOffset(String offset) {
        assertThat(SERVICE.get(ADMIN, "/api-keys?unusedSince=2026-01-01T00:00:00" + offset)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void otherContentTypeIs415() {
        Reply reply = SERVICE.send(SERVICE.request(ADMIN, "/api-keys")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.object().getString("message")).contains("application/json");
    }

    @Test
    void largeBodyIs413() {
        Reply reply = SERVICE.post(ADMIN, "/api-keys", "{\"name\":\"" + "x".repeat(70_000) + "\"}");

        assertThat(reply.status()).isEqualTo(413);
    }

    @Test
    void wrongMethodIs405AndNamesTheRightOnes() {
        Reply reply = SERVICE.send(SERVICE.request(ADMIN, "/api-keys").PUT(BodyPublishers.ofString("{}")));

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).contains("GET").contains("POST");
        Reply ofNoId = SERVICE.delete(ADMIN, "/users/me");
        assertThat(ofNoId.status()).isEqualTo(405);
        assertThat(ofNoId.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
    }

    @ParameterizedTest
    @CsvSource({
        "/api-keys, 'GET, HEAD, OPTIONS, POST'",
        "/api-keys/0f8fad5b-d9cb-469f-a165-70867728950e, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "/api-keys/summary, 'GET, HEAD, OPTIONS'",
        "/invitations/accept, 'OPTIONS, POST'"
    })
    void optionsAreTheMethodsOfThePath(String path, String methods) {
        Reply reply = SERVICE.send(SERVICE.request(ADMIN, path).method("OPTIONS", BodyPublishers.noBody()));

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Allow")).isEqualTo(methods);
        assertThat(reply.header("Accept-Patch").isEmpty()).isEqualTo(!methods.contains("PATCH"));
    }

    @Test
    void unknownRouteIs404() {
        assertThat(SERVICE.get(ADMIN, "/api-key").status()).isEqualTo(404);
    }

    static Stream<Arguments> parameters() {
        return Stream.of(
                arguments("kind=robot", "Parameter 'kind' must be one of organization, user"),
                arguments("status=gone", "Parameter 'status' must be one of active, expired, revoked"),
                arguments("owner=me", "Parameter 'owner' must be a UUID"),
                arguments(
                        "unusedSince=yesterday", "Parameter 'unusedSince' must be a time such as 2027-01-31T00:00:00Z"),
                arguments("limit=0", "Parameter 'limit' must be a whole number from 1 to 1000"),
                arguments("limit=1001", "Parameter 'limit' must be a whole number from 1 to 1000"),
                arguments("limit=99999999999", "Parameter 'limit' must be a whole number from 1 to 1000"),
                arguments("limit=1&limit=2", "Parameter 'limit' must come once"),
                arguments("cursor=AAAA", "Parameter 'cursor' is not one that this list has given"),
                arguments("cursor=%00", "Parameter 'cursor' must not contain NUL"),
                arguments("cursor=" + "A".repeat(200), "Parameter 'cursor' is not one that this list has given"),
                arguments(
                        "color=red",
                        "Unknown parameter 'color'; accepted are createdBy, cursor, expiringBefore, expiringDays, kind,"
                                + " leakReported, limit, name, organizationId, owner, q, secretId, sort, status,"
                                + " unusedDays, unusedSince"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/me", "/sessions/current", "/organizations", "/api-keys/permissions"})
    void unknownParameterIsRefusedWhereverThereAreNone(String path) {
        Reply reply = SERVICE.get(ADMIN, path + "?a%0Db=1");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.object().getString("message")).isEqualTo("Unknown parameter 'a?b'; accepted are none");
        assertThat(reply.object().getString("field")).isEqualTo("a?b");
        assertThat(SERVICE.get(null, path + "?a=1").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void badParameterIs400AndNamed(String query, String message) {
        Reply reply = SERVICE.get(ADMIN, "/api-keys?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.object().getString("message")).isEqualTo(message);
        assertThat(reply.object().getString("field")).isEqualTo(query.replaceFirst("=.*", ""));
    }
}
