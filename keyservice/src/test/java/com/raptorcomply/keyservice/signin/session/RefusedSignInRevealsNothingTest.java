package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedSignInRevealsNothingTest {
    private final TestService service = TestService.on(PostgresServer.shared());
    private final Person person = Person.in(service, UserRole.USER);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void ofWhatWasWrong() {
        String wrongPassword = answer(person.signIn("not the password at all"));
        String unknown = answer(Person.signIn(service, "nobody@example.test", Person.PASSWORD));
        service.execute("UPDATE app_user SET status = 'disabled' WHERE id = ?", person.id());
        String disabled = answer(person.signIn(Person.PASSWORD));
        service.execute("UPDATE app_user SET status = 'active' WHERE id = ?", person.id());
        service.execute("UPDATE organization SET status = 'suspended' WHERE id = ?", person.organizationId());
        String suspended = answer(person.signIn(Person.PASSWORD));

        assertThat(wrongPassword)
                .isEqualTo(
                        "401 {\"error\":\"Unauthorized\",\"message\":\"Wrong e-mail address or password\",\"code\":\"sign_in_failed\"}");
        assertThat(unknown).isEqualTo(wrongPassword);
        assertThat(disabled).isEqualTo(wrongPassword);
        assertThat(suspended).isEqualTo(wrongPassword);
    }

    @Test
    void norOfAPersonWithoutAPassword() {
        service.execute("UPDATE app_user SET password_hash = NULL WHERE id = ?", person.id());
        assertThat(person.signIn("").status()).isEqualTo(401);
        assertThat(person.signIn("nobody's password").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"a@b.test\"}",
                "{\"password\":\"x\"}",
                "{\"email\":1,\"password\":\"x\"}",
                "{\"email\":\"a@b.test\",\"password\":[\"x\"]}",
                "{\"email\":\"a@b.test\",\"password\":\"x\",\"role\":\"platform_admin\"}"
            })
    void unlessTheBodyIsNotOneOfASignIn(String body) {
        assertThat(service.post(null, "/sessions", body).status()).isEqualTo(422);
    }

    private static String answer(Reply reply) {
        JsonObject body = reply.object();
        body.remove("requestId");
        assertThat(reply.header("Set-Cookie")).isEmpty();
        return reply.status() + " " + body.encode();
    }
}
