package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.admin.browser.KeyboardUser;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A day's work of each role, in a browser. The work on keys has tests of its own. */
class EachRoleDoesItsWorkOnThePagesTest {
    private final AdminBrowser browser = AdminBrowser.shared();
    private final TestService service = browser.service();

    @Test
    void userMakesAnOwnKeyAndSeesNothingOfOthers() {
        try (BrowserTab tab = browser.tabOf(Person.in(service, UserRole.USER))) {
            tab.go("/admin");
            assertThat(navigation(tab)).containsExactly("API keys");
            tab.press("Make the first key");
            assertThat(tab.page().getByText("This is your own key").count()).isOne();
            tab.type("Name", "My script");
            tab.press("Make the key");
            tab.press("Done, I have kept it");
            tab.press("API keys");
            assertThat(tab.page().locator("tbody").textContent()).contains("My script", "Active");
            tab.requireNoComplaint();
        }
    }

    @Test
    void strangerIsToldWhomToAsk() {
        try (BrowserTab tab = browser.tabOf(Person.in(service, UserRole.USER))) {
            for (String page : List.of("/admin/people", "/admin/activity", "/admin/organizations")) {
                assertThat(tab.go(page).status()).isEqualTo(403);
                assertThat(tab.page().locator("main").textContent())
                        .contains("You don't have access to this page. Ask an admin if you need it.");
            }
            tab.press("Go to the start");
            assertThat(tab.path()).isEqualTo("/admin/keys");
            tab.requireNoComplaint();
        }
    }

    @Test
    void adminAddsPromotesRestrictsAndDisablesSomebodyWithoutScripts() {
        String email = UUID.randomUUID() + "@example.test";
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(Person.in(service, UserRole.ORG_ADMIN));
            tab.go("/admin/people");
            tab.press("Add a user");
            tab.type("Name", "Kim Alder");
            tab.type("E-mail address", email);
            tab.press("Add the user");
            assertThat(tab.page().locator("#once").textContent()).contains("/admin/invitation#");
            tab.go("/admin/people");
            tab.type("Name or e-mail address", "kim");
            tab.press("Search");
            tab.press("Kim Alder");
            tab.page().locator("#role").selectOption("org_admin");
            tab.type("Your password", Person.PASSWORD);
            tab.press("Change role");
            assertThat(facts(tab)).contains("Organization admin", email);

            tab.press("Restrictions");
            tab.press("Restrict this user");
            tab.page().locator("[value=read]").check();
            tab.page().locator("main form button:visible").click();
            assertThat(tab.page().locator("tbody").textContent()).contains("Kim Alder", "read");
            tab.press("Lift…");
            tab.page().locator("main form button:visible").click();
            assertThat(tab.page().locator("tbody").count()).isZero();

            tab.go("/admin/people?q=kim");
            tab.press("Kim Alder");
            tab.press("Disable…");
            tab.press("Disable user");
            assertThat(tab.page().locator(".head .badge").textContent()).isEqualTo("Disabled");
        }
    }

    @Test
    void platformAdminOpensSuspendsAndResumesAnOrganizationWithoutScripts() {
        String name = "Alder Power " + UUID.randomUUID();
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(Person.in(service, UserRole.PLATFORM_ADMIN));
            tab.go("/admin/keys");
            tab.press("Organizations");
            tab.press("New organization");
            tab.type("Name", name);
            tab.press("Create");
            tab.press("Suspend…");
            tab.press("Suspend");
            assertThat(tab.page().locator(".head .badge").textContent()).isEqualTo("Suspended");
            assertThat(tab.page().locator("tbody").textContent()).contains("Organization suspended", "Effective");
            tab.press("Resume");
            assertThat(tab.page().locator(".head .badge").textContent()).isEqualTo("Active");
            tab.go("/admin/keys");
            tab.page().locator("#organizationId").selectOption(name);
            tab.press("Show");
            assertThat(tab.page().locator("main").textContent()).contains("This organization has no key.");
        }
    }

    /** An auditor is an admin who only reads. */
    @Test
    void auditorChecksTheLogAndTakesTheEvidenceByTheKeyboardAlone() throws IOException {
        Person auditor = Person.in(service, UserRole.ORG_ADMIN);
        Person left = Person.in(service, auditor.organizationId(), UserRole.USER);
        FormSender.of(auditor.browser()).post("/admin/people/" + left.id() + "/disable");
        try (BrowserTab tab = browser.tabOf(auditor)) {
            KeyboardUser user = new KeyboardUser(tab);
            tab.go("/admin/keys");
            user.follow("Activity");
            user.follow("Check the chain now");
            assertThat(tab.page().locator("[role=status]").textContent()).contains("as they were written");
            user.reach("Action");
            user.keyboard().type("update");
            user.follow("Search");
            assertThat(tab.page().locator("tbody tr").count()).isOne();
            user.follow("Receipts");
            assertThat(tab.page().locator("tbody").textContent()).contains("User disabled", "Effective");
            user.reach("Download CSV");
            Download evidence = tab.page().waitForDownload(() -> user.keyboard().press("Enter"));
            assertThat(Files.readString(evidence.path())).contains(left.id().toString());
            tab.requireNoComplaint();
        }
    }

    private static List<String> navigation(BrowserTab tab) {
        return tab.page().locator(".nav a").allTextContents();
    }

    private static String facts(BrowserTab tab) {
        return tab.page().locator(".facts").first().textContent();
    }
}
