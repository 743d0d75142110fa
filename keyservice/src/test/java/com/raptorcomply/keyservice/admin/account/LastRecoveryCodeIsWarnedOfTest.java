package com.raptorcomply.keyservice.admin.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The page of the account warns a person who has used all recovery codes, before they lose their app, too. */
class LastRecoveryCodeIsWarnedOfTest {
    private static final String WARNING = "No recovery code is left.";

    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.USER);
    private final AuthenticatorApp app = AuthenticatorApp.of(person);

    @Test
    void onceItIsUsed() {
        assertThat(app.browser().get("/admin/me").body())
                .contains("Unused recovery codes: 10.")
                .doesNotContain(WARNING);
        app.recoveryCodes().forEach(this::signIn);
        assertThat(app.browser().get("/admin/me").body()).contains("Unused recovery codes: 0.", WARNING);
    }

    private void signIn(String code) {
        JsonObject body = new JsonObject()
                .put("email", person.email())
                .put("password", Person.PASSWORD)
                .put("code", code);
        assertThat(service.post(null, "/sessions", body.encode()).status()).isEqualTo(201);
    }
}
