package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The service refuses such a text with the field's name, or takes it exactly: only the same text signs in again. */
class OddTextInCredentialsTest {
    private static final TestService SERVICE = TestService.with(java.util.Map.of());
    private static final int CHARACTERS_MAX = 256;
    private static final int MESSAGE_CHARACTERS_MAX = 200;

    private static final Person PERSON = Person.in(SERVICE, UserRole.USER);
    private static final AuthenticatorApp APP = AuthenticatorApp.of(Person.in(SERVICE, UserRole.USER));
    private static final Browser BROWSER = PERSON.browser();

    static Stream<String> odd() {
        return Stream.of(
                "",
                " \t ",
                "a\u0000b and some more words",
                "line\r\nX-Injected: yes, and more",
                "\u001b[31mred, and some more words",
                "C1 \u0085 control and some more",
                "gnp.exe \u202Eand some more words",
                "isolated \u2066words\u2069 and some more",
                "ad\u200Bmin and some more words",
                "\uFEFFbyte order mark and more",
                "half \uD83D of a character here",
                "not \u0378 assigned so far here",
                "\u26A1 emoji \uD83D\uDE00 in a row of words \uD83D\uDC69\u200D\uD83D\uDD27",
                "\u0645\u0641\u062A\u0627\u062D right \u05DE\u05E4\u05EA\u05D7 to left",
                "e\u0301 and \u00E9 and \uFB01 and \u212B",
                "Robert'); DROP TABLE app_user;--",
                "' OR '1'='1' -- and some more",
                "<script>alert('hello')</script>",
                "%s ${jndi:ldap://x} {{7*7}} \\\" \\n",
                "w\u00F6rter ".repeat(32) + "!",
                "n".repeat(10_000));
    }

    @AfterAll
    static void end() {
        SERVICE.close();
    }

    /** Resets the counts, because all wrong attempts come from one address. */
    @BeforeEach
    void forgetAttempts() {
        SERVICE.execute("DELETE FROM sign_in_attempt");
        SERVICE.execute("UPDATE second_factor SET attempts = 0, next_at = now()");
    }

    @ParameterizedTest
    @MethodSource("odd")
    void asAnAddressFindsNobody(String odd) {
        assertRefused(signIn(new JsonObject().put("email", odd).put("password", Person.PASSWORD)), "email", odd);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void asAPasswordIsWrong(String odd) {
        assertRefused(signIn(new JsonObject().put("email", PERSON.email()).put("password", odd)), "password", odd);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void asACodeLetsNobodyIn(String odd) {
        assertRefused(APP.signIn(odd), "code", odd);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void asTheCurrentPasswordIsWrong(String odd) {
        Reply reply = change(BROWSER, odd, "several other words do well");
        assertRefused(reply, "currentPassword", odd);
        assertThat(BROWSER.get("/users/me").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void asANewPasswordIsRefusedOrKeptAsItCame(String odd) {
        Person person = Person.in(SERVICE, UserRole.USER);
        Reply reply = change(person.browser(), Person.PASSWORD, odd);
        if (reply.status() != 204) {
            assertRefused(reply, "newPassword", odd);
            return;
        }
        assertThat(odd.codePointCount(0, odd.length())).isLessThanOrEqualTo(CHARACTERS_MAX);
        assertThat(person.signIn(odd).status()).isEqualTo(201);
        assertThat(person.signIn(odd.substring(0, odd.length() - 1)).status()).isEqualTo(401);
    }

    private static Reply signIn(JsonObject body) {
        return SERVICE.post(null, "/sessions", body.encode());
    }

    private static Reply change(Browser browser, String current, String chosen) {
        JsonObject body = new JsonObject().put("currentPassword", current).put("newPassword", chosen);
        return SERVICE.send(browser.request("/users/me/password")
                .header("X-CSRF-Token", browser.csrfToken())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.encode())));
    }

    private static void assertRefused(Reply reply, String field, String odd) {
        assertThat(reply.status()).as(reply.body()).isIn(400, 401, 413, 422);
        assertThat(reply.object().getString("message")).isNotBlank().hasSizeLessThan(MESSAGE_CHARACTERS_MAX);
        if (reply.status() == 422) {
            assertThat(reply.object().getString("field")).isEqualTo(field);
        }
        if (odd.length() > 3) {
            assertThat(reply.body()).doesNotContain(odd);
        }
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }
}
