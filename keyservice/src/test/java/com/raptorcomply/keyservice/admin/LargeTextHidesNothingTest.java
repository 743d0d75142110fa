package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** A browser whose text is twice as large shows all of the navigation (WCAG 2.2, 1.4.4). */
class LargeTextHidesNothingTest {
    private static final String TEXT_SIZE = "parseFloat(getComputedStyle(document.querySelector('p, td')).fontSize)";

    private final AdminBrowser browser = AdminBrowser.shared();

    @Test
    void ofTheNavigation() {
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.ORG_ADMIN))) {
            tab.go("/admin/keys");
            double before = ((Number) tab.page().evaluate(TEXT_SIZE)).doubleValue();
            tab.page().evaluate("document.documentElement.style.fontSize = '200%'");
            assertThat(((Number) tab.page().evaluate(TEXT_SIZE)).doubleValue()).isEqualTo(2 * before);
            assertThat(tab.page().evaluate("""
                    () => { const nav = document.querySelector('.nav'); return nav.scrollWidth <= nav.clientWidth; }""")).isEqualTo(true);
        }
    }
}
