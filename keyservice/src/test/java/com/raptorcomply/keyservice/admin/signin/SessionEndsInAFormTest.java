package com.raptorcomply.keyservice.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** A person whose session ends or changes while they fill in a form learns it, and sends the same form after a sign-in. */
class SessionEndsInAFormTest {
    private static final String FORM = "/admin/keys/new?preset=chosen";
    private static final String NAME = "Nightly “import” & <b>more</b>";

    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void withScripts() {
        try (BrowserTab tab = browser.tab()) {
            endSessionIn(tab);
            signIn(tab);
            requireSentAgain(tab);
            tab.requireNoComplaint();
        }
    }

    @Test
    void withoutScripts() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            endSessionIn(tab);
            signIn(tab);
            requireSentAgain(tab);
        }
    }

    @Test
    void withAWrongPasswordAndACodeInBetween() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            fillIn(tab, app.browser());
            tab.context().clearCookies();
            tab.follow("Make the key");
            tab.type("E-mail address", person.email());
            tab.type("Password", "wrong in every way");
            tab.follow("Sign in");
            signIn(tab);
            tab.type("Code", app.recoveryCodes().get(0));
            tab.follow("Sign in");
            requireSentAgain(tab);
        }
    }

    @Test
    void andSignsInInAnotherTab() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            endSessionIn(tab);
            tab.follow("I have signed in in another tab");
            tab.awaitText("[role=status]", "Your session has ended.");
            tab.signIn(person);
            tab.follow("I have signed in in another tab");
            requireSentAgain(tab);
        }
    }

    @Test
    void orSignedInAgainBefore() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            fillIn(tab, person.browser());
            tab.signIn(person);
            tab.follow("Make the key");
            requireSentAgain(tab);
        }
    }

    @Test
    void butNoPasswordIsKept() {
        FormSender sender = FormSender.of(person.browser());
        String page = sender.postAsItIs("/admin/me/password", "newPassword", "a secret of mine", "name", "kept")
                .body();
        assertThat(page).contains("value=\"kept\"").doesNotContain("a secret of mine");
    }

    private void fillIn(BrowserTab tab, Person.Browser session) {
        tab.use(session);
        tab.go(FORM);
        tab.type("Name", NAME);
    }

    private void endSessionIn(BrowserTab tab) {
        Person.Browser session = person.browser();
        fillIn(tab, session);
        session.delete("/sessions/current");
        tab.follow("Make the key");
        assertThat(tab.path()).isEqualTo("/admin/session/form?to=%2Fadmin%2Fkeys%2Fnew");
        tab.awaitText("[role=status]", "Your session has ended.", "What you typed is kept");
    }

    private void signIn(BrowserTab tab) {
        tab.type("E-mail address", person.email());
        tab.type("Password", Person.PASSWORD);
        tab.follow("Sign in");
    }

    private void requireSentAgain(BrowserTab tab) {
        assertThat(tab.path()).isEqualTo("/admin/keys/new");
        tab.awaitText("main", "Nothing is done yet", NAME);
        tab.follow("Send it again");
        tab.awaitText("#once", "rc_live_");
        TestCaller admin = TestCaller.person(person.organizationId(), person.id());
        assertThat(service.get(admin, "/api-keys").array())
                .hasSize(1)
                .first()
                .extracting(key -> ((JsonObject) key).getString("name"))
                .isEqualTo(NAME);
    }
}
