package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReturnFromTheProviderLandsOnAPageTest {
    private final TestProvider provider = ProviderAndService.shared().provider();
    private final TestService service = ProviderAndService.shared().service();
    private final Person person = Person.in(service, UserRole.USER);

    @Test
    void whichTheSignInPageLeadsTo() {
        assertThat(service.get(null, "/admin/session").body()).contains("href=\"/sessions/oidc\"");
    }

    @Test
    void thatTakesTheCodeOfTheSecondFactor() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        Visit visit = Visit.begin(service);
        visit.as(provider, UUID.randomUUID().toString(), person.email());
        assertThat(code(visit, "000000").status()).isEqualTo(401);
        Reply signedIn = code(visit, app.nextCode());
        assertThat(signedIn.status()).isEqualTo(303);
        assertThat(signedIn.header("Location")).isEqualTo("/admin");
        assertThat(signedIn.headers().allValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("__Host-session="));
    }

    @Test
    void thatSaysWhyAPersonIsNotSignedIn() {
        Visit visit = Visit.begin(service);
        Reply refused =
                service.send(service.request(null, "/sessions/oidc/callback?error=access_denied&state=" + visit.state())
                        .header("Cookie", visit.cookie())
                        .header("Accept", "text/html,*/*")
                        .GET());
        assertThat(refused.status()).isEqualTo(303);
        assertThat(service.get(null, refused.header("Location")).body())
                .contains("The sign-in provider's account does not sign in here.");
    }

    private static Reply code(Visit visit, String code) {
        FormSender browser = FormSender.stranger(visit.service());
        return browser.send(
                browser.request("/admin/session/code").header("Cookie", visit.cookie()), FormSender.form("code", code));
    }
}
