package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

class AdminTurnsOffASecondFactorOnlyWithTheirPasswordTest {
    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final Person other = Person.in(service, admin.organizationId(), UserRole.USER);
    private final Person.Browser browser = admin.browser();
    private final FormSender sender = FormSender.of(browser);
    private final String form = "/admin/people/" + other.id() + "/totp";

    @Test
    void aWrongPasswordOrNoneChangesNothing() {
        AuthenticatorApp.of(other);
        assertThat(browser.get(form).body()).contains("Your password");
        Reply wrong = sender.post(form, "currentPassword", "not it");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("currentPassword", "is wrong");
        assertThat(sender.post(form).status()).isEqualTo(422);
        assertThat(other.signIn(Person.PASSWORD).status()).isEqualTo(401);
    }

    @Test
    void theRightOneTurnsItOff() {
        AuthenticatorApp.of(other);
        Reply done = sender.post(form, "currentPassword", Person.PASSWORD);
        assertThat(done.status()).isEqualTo(303);
        assertThat(other.signIn(Person.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void otherQuestionsNeedNone() {
        assertThat(browser.get("/admin/people/" + other.id() + "/disable").body())
                .doesNotContain("Your password");
    }
}
