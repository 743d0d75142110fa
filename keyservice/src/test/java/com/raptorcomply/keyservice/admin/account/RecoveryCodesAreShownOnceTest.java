package com.raptorcomply.keyservice.admin.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.totp.TotpCodes;
import org.junit.jupiter.api.Test;

class RecoveryCodesAreShownOnceTest {
    private final AdminBrowser browser = AdminBrowser.shared();

    @Test
    void andNeitherReloadNorBackShowsThemAgain() {
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.USER))) {
            tab.go("/admin/me/totp");
            tab.type("Your password", Person.PASSWORD);
            tab.follow("Go on");
            String secret = tab.page().locator("details code").textContent().replace(" ", "");
            tab.type("Code", TotpCodes.now(secret));
            tab.follow("Turn on");
            String codes = tab.page().locator("#once").textContent();
            tab.page().keyboard().press("Escape");
            assertThat(tab.page().locator("#once").textContent()).isEqualTo(codes);
            assertThat(tab.copied(() -> tab.press("Copy"))).isEqualTo(codes);
            assertThat(tab.path()).isEqualTo("/admin/me");
            tab.page().reload();
            assertThat(tab.page().content())
                    .doesNotContain(codes.lines().findFirst().orElseThrow());
            tab.go("/admin/session");
            tab.page().goBack();
            assertThat(tab.page().content())
                    .doesNotContain(codes.lines().findFirst().orElseThrow());
            tab.requireNoComplaint();
        }
    }
}
