package com.raptorcomply.keyservice.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** A person whose session ends while they fill in a form learns it, and after a sign-in goes on with the same form. */
class SessionEndsInAFormTest {
    private static final String FORM = "/admin/keys/new?preset=chosen";

    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void withScripts() {
        try (BrowserTab tab = browser.tab()) {
            requireToldAndReturned(tab);
            tab.requireNoComplaint();
        }
    }

    @Test
    void withoutScripts() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            requireToldAndReturned(tab);
        }
    }

    private void requireToldAndReturned(BrowserTab tab) {
        Person.Browser session = person.browser();
        tab.use(session);
        tab.go(FORM);
        tab.type("Name", "Nightly import");
        session.delete("/sessions/current");
        tab.follow("Make the key");
        assertThat(tab.path()).startsWith("/admin/session?to=");
        tab.awaitText("[role=status]", "Your session has ended.", "what you had typed was not kept");
        tab.type("E-mail address", person.email());
        tab.type("Password", Person.PASSWORD);
        tab.follow("Sign in");
        assertThat(tab.path()).isEqualTo(FORM);
        tab.type("Name", "Nightly import");
        tab.follow("Make the key");
        tab.awaitText("#once", "rc_live_");
        assertThat(session.get("/api-keys").status()).isEqualTo(401);
        assertThat(person.browser().get("/api-keys").array()).hasSize(1);
    }
}
