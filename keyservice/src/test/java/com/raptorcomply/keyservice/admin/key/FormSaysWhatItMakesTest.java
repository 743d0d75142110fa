package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

class FormSaysWhatItMakesTest {
    private static final String NEW = "/admin/keys/new";
    private static final String SENTENCE = "[data-sentence]";

    @Test
    void afterEachChoice() {
        AdminBrowser browser = AdminBrowser.shared();
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.ORG_ADMIN))) {
            tab.go(NEW);
            tab.awaitText(
                    SENTENCE,
                    "a key of the organization that reads the inventory and maintains cyber assets and ends in 90 days");
            tab.page().getByText("Nothing yet").click();
            tab.page()
                    .getByText("Never", new Page.GetByTextOptions().setExact(true))
                    .click();
            tab.awaitText(SENTENCE, "a key of the organization that may do nothing yet and never ends");
            tab.page().getByText("Choose permissions one by one").click();
            tab.page().locator("[value='users:impersonate']").check();
            tab.awaitText(
                    SENTENCE,
                    "that may do what you have chosen above and may act as any user of the organization and never ends");
            tab.page().getByText("My own").click();
            tab.awaitText(SENTENCE, "a key of your own that may do what you may do and never ends");
            tab.requireNoComplaint();
        }
    }

    @Test
    void andAgainWhenItWasRefused() {
        Person.Browser admin =
                Person.in(TestService.shared(), UserRole.ORG_ADMIN).browser();
        assertThat(FormSender.of(admin)
                        .post(NEW, "kind", "organization", "name", "", "rights", "read", "expiry", "30")
                        .body())
                .contains("a key of the organization that sees everything and changes nothing and ends in 30 days");
    }

    @Test
    void andWarnsOfAKeyThatActsAsUsers() {
        Person.Browser admin =
                Person.in(TestService.shared(), UserRole.ORG_ADMIN).browser();
        String permission = "users:impersonate";
        assertThat(FormSender.of(admin)
                        .post(NEW, "kind", "organization", "name", "", "rights", "chosen", "permissions", permission)
                        .body())
                .contains("what you have chosen above and may act as any user of the organization")
                .contains(permission + ": whoever has the key can do in a user’s name what both may do.");
    }

    @Test
    void toAUserOfTheirOwnKey() {
        Person.Browser user = Person.in(TestService.shared(), UserRole.USER).browser();
        assertThat(user.get(NEW).body()).contains("a key of your own that may do what you may do and ends in 90 days");
    }
}
