package com.raptorcomply.keyservice.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

class PersonSignsInByFormsAloneTest {
    private final AdminBrowser browser = AdminBrowser.shared();
    private final Person person = Person.in(browser.service(), UserRole.USER);

    @Test
    void andReturnsToWhereTheyWere() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.go("/admin/me?from=a-link");
            tab.type("E-mail address", person.email());
            tab.type("Password", "wrong in every way");
            tab.follow("Sign in");
            tab.awaitText("#summary", "Wrong e-mail address or password");
            assertThat(tab.page().getByLabel("E-mail address").inputValue()).isEqualTo(person.email());
            assertThat(tab.page().getByLabel("Password").inputValue()).isEmpty();
            tab.type("Password", Person.PASSWORD);
            tab.follow("Sign in");
            assertThat(tab.path()).isEqualTo("/admin/me?from=a-link");
            tab.press("Some Body");
            tab.follow("Sign out");
            assertThat(tab.path()).isEqualTo("/admin/session?done=signed-out");
            tab.go("/admin/me");
            assertThat(tab.path()).startsWith("/admin/session?to=");
        }
    }

    @Test
    void withACodeAfterThePassword() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.go("/admin/session?to=/admin/me");
            tab.type("E-mail address", person.email());
            tab.type("Password", Person.PASSWORD);
            tab.follow("Sign in");
            assertThat(tab.path()).isEqualTo("/admin/session/code?to=%2Fadmin%2Fme");
            tab.type("Code", "000000");
            tab.follow("Sign in");
            tab.awaitText("#summary", "Wrong code");
            tab.type("Code", app.recoveryCodes().get(0));
            tab.follow("Sign in");
            assertThat(tab.path()).isEqualTo("/admin/me");
        }
    }

    @Test
    void butACodeWithoutAPasswordBeforeIsRefused() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        FormSender stranger = FormSender.stranger(browser.service());
        Reply reply = stranger.post("/admin/session/code", "code", app.nextCode());
        assertThat(reply.header("Location")).isEqualTo("/admin/session?done=too-late");
        assertThat(reply.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void andAChangeOfThePasswordEndsASignInInProgress() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        FormSender stranger = FormSender.stranger(browser.service());
        Reply first =
                stranger.post("/admin/session", "email", person.email(), "password", Person.PASSWORD, "to", "/admin");
        String proof = first.header("Set-Cookie").split(";", 2)[0];
        assertThat(proof).startsWith("__Host-sign-in=").doesNotContain(person.email());
        browser.service().execute("UPDATE app_user SET password_hash = password_hash || 'x' WHERE id = ?", person.id());
        Reply second = stranger.send(
                stranger.request("/admin/session/code").header("Cookie", proof),
                FormSender.form("code", app.nextCode()));
        assertThat(second.status()).isEqualTo(401);
        assertThat(second.headers().allValues("Set-Cookie")).isEmpty();
    }
}
