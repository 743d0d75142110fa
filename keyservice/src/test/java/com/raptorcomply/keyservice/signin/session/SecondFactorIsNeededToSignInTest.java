package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SecondFactorIsNeededToSignInTest {
    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.USER);

    @Test
    void onceItIsConfirmedAndNotBefore() {
        Browser browser = person.browser();
        Reply enrolled = AuthenticatorApp.enrol(browser);
        assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(201);
        assertThat(enrolled.object().getString("uri")).startsWith("otpauth://totp/");
        assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(201);

        AuthenticatorApp app = AuthenticatorApp.of(person);

        Reply without = person.signIn(Person.PASSWORD);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.object().getString("field")).isEqualTo("code");
        assertThat(without.header("Set-Cookie")).isEmpty();
        assertThat(app.signIn(app.nextCode()).status()).isEqualTo(201);
    }

    @Test
    void codeIsAcceptedOnce() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        String code = app.nextCode();

        assertThat(app.signIn(code).status()).isEqualTo(201);
        assertThat(app.signIn(code).status()).isEqualTo(401);
    }

    @Test
    void recoveryCodeIsAcceptedOnceAndIsKeptAsADigest() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        assertThat(app.recoveryCodes()).hasSize(10).doesNotHaveDuplicates();
        String code = app.recoveryCodes().get(3).toLowerCase(Locale.ROOT);

        assertThat(app.signIn(code).status()).isEqualTo(201);
        assertThat(app.signIn(code).status()).isEqualTo(401);
        assertThat(app.browser().get("/users/me/totp").object())
                .isEqualTo(new JsonObject().put("enabled", true).put("recoveryCodesLeft", 9));
        assertThat(service.count(
                        "SELECT count(*) FROM second_factor WHERE user_id = ? AND position(convert_to(?, 'UTF8') in secret) > 0",
                        person.id(),
                        app.secret()))
                .isZero();
    }

    @Test
    void withTheRightPasswordStill() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        JsonObject body = new JsonObject()
                .put("email", person.email())
                .put("password", "not the right one")
                .put("code", app.nextCode());

        Reply reply = service.post(null, "/sessions", body.encode());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.object().getString("field")).isNull();
    }

    @Test
    void guessesAreCountedForThePersonAndNotForgottenByTheirPassword() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        service.execute("UPDATE second_factor SET attempts = 14 WHERE user_id = ?", person.id());

        assertThat(app.signIn("wrong").status()).isEqualTo(401);
        Reply refused = app.signIn(app.nextCode());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(60, 900);
    }

    @Test
    void isRemovedOnlyWithPasswordAndCode() {
        AuthenticatorApp app = AuthenticatorApp.of(person);

        assertThat(app.remove("wrong").status()).isEqualTo(401);
        assertThat(AuthenticatorApp.enrol(app.browser()).status()).isEqualTo(409);
        assertThat(app.remove(app.recoveryCodes().get(0)).status()).isEqualTo(204);
        assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void adminRemovesItForSomebodyElseOnly() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        TestCaller admin = service.person(person.organizationId(), UserRole.ORG_ADMIN);
        TestCaller stranger = service.person(service.organization(), UserRole.ORG_ADMIN);
        String path = "/users/" + person.id() + "/totp";

        assertThat(service.delete(stranger, path).status()).isEqualTo(404);
        assertThat(service.delete(TestCaller.person(person.organizationId(), person.id()), path)
                        .status())
                .isEqualTo(403);
        assertThat(service.delete(admin, "/users/" + admin.ownerUserId() + "/totp")
                        .status())
                .isEqualTo(409);
        assertThat(service.delete(admin, path).status()).isEqualTo(204);
        assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(201);
        assertThat(app.browser().get("/users/me/totp").object().getBoolean("enabled"))
                .isFalse();
    }

    @Test
    void keyOfThePersonHasNoBusinessWithIt() {
        TestCaller key = TestCaller.person(person.organizationId(), person.id());

        assertThat(service.get(key, "/users/me/totp").status()).isEqualTo(403);
        assertThat(service.post(key, "/users/me/totp", new JsonObject().put("currentPassword", Person.PASSWORD))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void secretThatCannotBeReadLetsNobodyThrough() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        service.execute(
                "UPDATE second_factor SET secret = sha256(secret) || sha256(secret) WHERE user_id = ?", person.id());

        assertThat(app.signIn(app.nextCode()).status()).isEqualTo(503);
        assertThat(app.signIn(app.recoveryCodes().get(0)).status()).isEqualTo(201);
    }

    @Test
    void confirmingAndSigningInAreInTheActivityLog() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        app.signIn(app.nextCode());

        assertThat(service.count(
                        "SELECT count(*) FROM activity WHERE resource_id = ? AND changes->>'secondFactor' IN ('confirmed', 'totp')",
                        person.id().toString()))
                .isEqualTo(2);
    }
}
