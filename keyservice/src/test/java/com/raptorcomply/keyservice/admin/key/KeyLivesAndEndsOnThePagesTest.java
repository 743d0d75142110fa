package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

class KeyLivesAndEndsOnThePagesTest {
    private static final String DONE = "Done, I have kept it";

    private final AdminBrowser browser = AdminBrowser.shared();

    @Test
    void withScripts() {
        Person admin = Person.in(browser.service(), UserRole.ORG_ADMIN);
        try (BrowserTab tab = browser.tabOf(admin)) {
            String value = made(tab);
            String page = tab.path();
            assertThat(page).matches("/admin/keys/[0-9a-f-]{36}");
            tab.page().keyboard().press("Escape");
            assertThat(tab.page().locator("#once").textContent()).isEqualTo(value);
            assertThat(tab.copied(() -> tab.press("Copy"))).isEqualTo(value);
            tab.page().reload();
            assertThat(tab.page().content()).doesNotContain(value);
            tab.go("/admin/me");
            tab.page().goBack();
            assertThat(tab.page().content()).doesNotContain(value);
            rotatedAndRevoked(tab);
            tab.requireNoComplaint();
        }
    }

    @Test
    void withoutScripts() {
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(Person.in(browser.service(), UserRole.ORG_ADMIN));
            made(tab);
            tab.follow(DONE);
            rotatedAndRevoked(tab);
        }
    }

    private static String made(BrowserTab tab) {
        tab.go("/admin/keys");
        tab.follow("Make the first key");
        tab.type("Name", "Nightly import");
        tab.follow("Make the key");
        String value = tab.page().locator("#once").textContent();
        assertThat(value).startsWith("rc_live_");
        return value;
    }

    private static void rotatedAndRevoked(BrowserTab tab) {
        tab.follow("Rotate");
        tab.follow("Make a new secret");
        tab.follow(DONE);
        assertThat(tab.path()).endsWith("/rotate");
        tab.follow("Revoke the old secret");
        tab.follow("Revoke the secret");
        assertThat(tab.path()).contains("/receipts/");
        tab.awaitText("[role=status]", "No gateway lets it in any more");
        tab.follow("To the key");
        tab.follow("Revoke");
        tab.follow("Revoke the key");
        tab.awaitText("[role=status]", "No gateway lets it in any more");
        tab.go("/admin/keys?status=revoked");
        tab.awaitText("tbody", "Nightly import");
    }
}
