package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.KeyboardUser;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

class KeyLivesByTheKeyboardAloneTest {
    @Test
    void fromItsCreationToItsRevocation() {
        AdminBrowser browser = AdminBrowser.shared();
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.ORG_ADMIN))) {
            KeyboardUser user = new KeyboardUser(tab);
            tab.go("/admin/keys");
            user.follow("New key");
            user.keyboard().type("Nightly import");
            assertThat(tab.page().locator("#name").inputValue()).isEqualTo("Nightly import");
            user.follow("Make the key");

            String value = tab.page().locator("#once").textContent();
            user.reach("Copy");
            assertThat(tab.copied(() -> user.keyboard().press("Space"))).isEqualTo(value);
            user.follow("Done, I have kept it");

            user.follow("Revoke");
            user.follow("Revoke the key");
            tab.awaitText("[role=status]", "No gateway lets it in any more");
            tab.requireNoComplaint();
        }
    }
}
