package com.raptorcomply.keyservice.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** Browsers keep pages for the way back, also after a sign-out. */
class PageIsNotShownAfterASignOutTest {
    /** Chromium drops kept pages when cookies change, but for the one after a sign-in. */
    @Test
    void onTheWayBack() {
        try (AdminBrowser browser = AdminBrowser.keepingPages();
                BrowserTab tab = browser.tab()) {
            tab.go("/admin/session");
            tab.type(
                    "E-mail address",
                    Person.in(browser.service(), UserRole.USER).email());
            tab.type("Password", Person.PASSWORD);
            tab.follow("Sign in");
            assertThat(tab.path()).isEqualTo("/admin/keys");
            tab.go("/admin/me");
            tab.press("Some Body");
            tab.follow("Sign out");
            tab.page().evaluate("history.go(-2)");
            tab.page().waitForCondition(() -> tab.path().equals("/admin/session?to=%2Fadmin%2Fkeys"));
            tab.awaitText("h1", "Sign in");
        }
    }

    @Test
    void butAPageOfTheSameSessionIs() {
        try (AdminBrowser browser = AdminBrowser.keepingPages();
                BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.USER))) {
            tab.go("/admin/keys/new");
            tab.type("Name", "Half of a na");
            tab.go("/admin/me");
            tab.page().evaluate("history.back()");
            tab.page().getByText("New API key").waitFor();
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Half of a na");
        }
    }
}
