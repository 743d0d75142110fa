package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecondFactorBodyIsCheckedTest {
    private static final TestService SERVICE = TestService.shared();
    private static final Browser BROWSER = Person.in(SERVICE, UserRole.USER).browser();

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("", "{}", "currentPassword"),
                arguments("", "{'currentPassword':1}", "currentPassword"),
                arguments("", "{'currentPassword':'" + "x".repeat(5_000) + "'}", "currentPassword"),
                arguments("", "{'currentPassword':'x','secret':'mine'}", "secret"),
                arguments("/confirm", "{}", "code"),
                arguments("/confirm", "{'code':null}", "code"),
                arguments("/confirm", "{'code':123456}", "code"),
                arguments("/confirm", "{'code':'" + "1".repeat(65) + "'}", "code"),
                arguments("/confirm", "{'code':'123456','step':1}", "step"),
                arguments("/recovery-codes", "{'code':'123456'}", "currentPassword"),
                arguments("/remove", "{'code':'123456'}", "currentPassword"),
                arguments("/remove", "{'currentPassword':'x'}", "code"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatDoesNotFitIsNamed(String path, String body, String field) {
        Reply reply = AuthenticatorApp.post(BROWSER, "/users/me/totp" + path, new JsonObject(body.replace('\'', '"')));

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo(field);
    }

    @Test
    void codeToSignInWithIsBounded() {
        JsonObject body = new JsonObject()
                .put("email", "nobody@example.test")
                .put("password", "x")
                .put("code", "1".repeat(65));

        Reply reply = SERVICE.post(null, "/sessions", body.encode());

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo("code");
    }

    @Test
    void nothingIsConfirmedOrRemovedThatIsNotThere() {
        JsonObject code = new JsonObject().put("code", "123456");
        assertThat(AuthenticatorApp.post(BROWSER, "/users/me/totp/confirm", code)
                        .status())
                .isEqualTo(409);
        assertThat(AuthenticatorApp.post(BROWSER, "/users/me/totp/remove", code.put("currentPassword", Person.PASSWORD))
                        .status())
                .isEqualTo(409);
    }
}
