package com.raptorcomply.keyservice.restriction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestrictionBodyIsCheckedTest {
    private static final TestService SERVICE = TestService.shared();
    private static final TestCaller ADMIN = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);
    private static final String KEY = SERVICE.mint(ADMIN, new JsonObject()).getString("id");

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("{\"operations\":[\"read\"]}", "keyId"),
                arguments("{\"keyId\":\"" + KEY + "\",\"userId\":\"" + KEY + "\",\"operations\":[\"read\"]}", "keyId"),
                arguments("{\"keyId\":\"x\",\"operations\":[\"read\"]}", "keyId"),
                arguments(with("\"facilities\":[]"), "facilities"),
                arguments(with("\"facilities\":[\"x\"]"), "facilities"),
                arguments(with("\"facilities\":\"x\""), "facilities"),
                arguments(with("\"facilities\":" + ids(51)), "facilities"),
                arguments(with("\"facilities\":" + ids(26) + ",\"cyberSystems\":" + ids(25)), "facilities"),
                arguments(with("\"operations\":[\"fly\"]"), "operations"),
                arguments(with("\"operations\":[\"read\"],\"name\":1"), "name"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotFitIsNamed(String body, String field) {
        Reply reply = SERVICE.post(ADMIN, "/access-control", body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo(field);
    }

    @Test
    void keyOfAnotherOrganizationDoesNotExist() {
        TestCaller stranger = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

        Reply reply = SERVICE.post(stranger, "/access-control", with("\"operations\":[\"read\"]"));

        assertThat(reply.status()).isEqualTo(404);
    }

    @Test
    void userMayNot() {
        TestCaller user = SERVICE.person(ADMIN.organizationId(), UserRole.USER);

        assertThat(SERVICE.post(user, "/access-control", with("\"operations\":[\"read\"]"))
                        .status())
                .isEqualTo(403);
        assertThat(SERVICE.get(user, "/access-control").status()).isEqualTo(403);
    }

    @Test
    void oneKeyHasABoundedNumber() {
        String key = SERVICE.mint(ADMIN, new JsonObject()).getString("id");
        JsonObject body = new JsonObject().put("keyId", key).put("operations", new JsonArray().add("read"));
        for (int i = 0; i < RestrictionTarget.RESTRICTIONS_MAX; i++) {
            assertThat(SERVICE.post(ADMIN, "/access-control", body).status()).isEqualTo(201);
        }

        assertThat(SERVICE.post(ADMIN, "/access-control", body).status()).isEqualTo(409);
    }

    private static String with(String members) {
        return "{\"keyId\":\"" + KEY + "\"," + members + "}";
    }

    private static String ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + new UUID(7, i) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
