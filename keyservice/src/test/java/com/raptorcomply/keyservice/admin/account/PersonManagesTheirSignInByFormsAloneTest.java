package com.raptorcomply.keyservice.admin.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.totp.TotpCodes;
import org.junit.jupiter.api.Test;

class PersonManagesTheirSignInByFormsAloneTest {
    private final AdminBrowser browser = AdminBrowser.shared();
    private final Person person = Person.in(browser.service(), UserRole.USER);

    @Test
    void thePassword() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(person);
            tab.go("/admin/me");
            tab.type("Current password", Person.PASSWORD);
            tab.type("New password", "short");
            tab.follow("Change password");
            assertThat(tab.page().locator("#newPassword-fault").textContent())
                    .isEqualTo("New password must have at least 15 characters; several words do well");
            tab.type("Current password", Person.PASSWORD);
            tab.type("New password", "seven grey geese in the rain");
            tab.follow("Change password");
            assertThat(tab.path()).isEqualTo("/admin/session?done=password");
            assertThat(person.signIn("seven grey geese in the rain").status()).isEqualTo(201);
        }
    }

    @Test
    void theSecondFactor() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(person);
            tab.go("/admin/me");
            tab.follow("Set up");
            tab.type("Your password", Person.PASSWORD);
            tab.follow("Go on");
            String secret = tab.page().locator("details code").textContent().replace(" ", "");
            tab.type("Code", TotpCodes.now(secret).replaceFirst("...", "$0 "));
            tab.follow("Turn on");
            String first = recoveryCode(tab);
            tab.follow("I have kept them");
            tab.follow("New recovery codes");
            prove(tab, "no-code-of-mine");
            tab.follow("Make new codes");
            tab.awaitText("#summary", "Wrong code");
            prove(tab, first);
            tab.follow("Make new codes");
            String renewed = recoveryCode(tab);
            tab.follow("I have kept them");
            assertThat(tab.path()).isEqualTo("/admin/me?done=codes");
            tab.awaitText("main", "Unused recovery codes: 10.");
            tab.follow("Turn off");
            prove(tab, renewed);
            tab.follow("Turn off");
            assertThat(tab.path()).isEqualTo("/admin/me?done=totp-removed");
            tab.awaitText("[role=status]", "off");
        }
    }

    private static String recoveryCode(BrowserTab tab) {
        return tab.page().locator("#once").textContent().lines().findFirst().orElseThrow();
    }

    private static void prove(BrowserTab tab, String code) {
        tab.type("Your password", Person.PASSWORD);
        tab.type("Code", code);
    }

    @Test
    void theSessions() {
        Person.Browser one = person.browser();
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(person);
            tab.go("/admin/me");
            tab.follow(tab.page().locator("table button").first());
            assertThat(tab.path()).isEqualTo("/admin/me?done=session");
            assertThat(one.get("/users/me").status()).isEqualTo(401);
            Person.Browser other = person.browser();
            tab.go("/admin/me");
            tab.follow("End all others");
            assertThat(tab.path()).isEqualTo("/admin/me?done=others");
            assertThat(other.get("/users/me").status()).isEqualTo(401);
        }
    }
}
