package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class RecoveryCodesAreRenewedAloneTest {
    private final TestService service = TestService.shared();
    private final AuthenticatorApp app = AuthenticatorApp.of(Person.in(service, UserRole.ORG_ADMIN));

    @Test
    void andThoseOfBeforeWorkNoMoreWhileTheAppStays() {
        JsonArray codes = renew(app.nextCode()).object().getJsonArray("recoveryCodes");
        assertThat(codes).hasSize(app.recoveryCodes().size()).doesNotContainAnyElementsOf(app.recoveryCodes());
        assertThat(app.signIn(app.recoveryCodes().get(0)).status()).isEqualTo(401);
        assertThat(app.signIn(codes.getString(0)).status()).isEqualTo(201);
        JsonObject state = app.browser().get("/users/me/totp").object();
        assertThat(state.getBoolean("enabled")).isTrue();
        assertThat(state.getInteger("recoveryCodesLeft")).isEqualTo(codes.size() - 1);
        assertThat(app.browser().get("/activity").body()).contains("recovery codes renewed");
    }

    @Test
    void onlyWithThePasswordAndACode() {
        assertThat(renew("000000").status()).isEqualTo(401);
        JsonObject body = new JsonObject().put("currentPassword", "not it").put("code", app.nextCode());
        assertThat(post(app.browser(), body).status()).isEqualTo(422);
        assertThat(app.signIn(app.recoveryCodes().get(0)).status()).isEqualTo(201);
    }

    @Test
    void whereThereIsASecondFactor() {
        Person.Browser without = Person.in(service, UserRole.USER).browser();
        JsonObject body =
                new JsonObject().put("currentPassword", Person.PASSWORD).put("code", "123456");
        assertThat(post(without, body).status()).isEqualTo(409);
    }

    private Reply renew(String code) {
        JsonObject body =
                new JsonObject().put("currentPassword", Person.PASSWORD).put("code", code);
        return post(app.browser(), body);
    }

    private static Reply post(Person.Browser browser, JsonObject body) {
        return AuthenticatorApp.post(browser, "/users/me/totp/recovery-codes", body);
    }
}
