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
            tab.follow("Make the first key");
            assertThat(tab.page().getByText("This is your own key").count()).isOne();
            tab.type("Name", "My script");
            tab.follow("Make the key");
            tab.follow("Done, I have kept it");
            tab.follow("API keys");
            tab.awaitText("tbody", "My script", "Active");
            tab.requireNoComplaint();
        }
    }

    @Test
    void strangerIsToldWhomToAsk() {
        try (BrowserTab tab = browser.tabOf(Person.in(service, UserRole.USER))) {
            for (String page : List.of("/admin/people", "/admin/activity", "/admin/organizations")) {
                assertThat(tab.go(page).status()).isEqualTo(403);
                tab.awaitText("main", "You don't have access to this page. Ask an admin if you need it.");
            }
            tab.follow("Go to the start");
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
            tab.follow("Add a user");
            tab.type("Name", "Kim Alder");
            tab.type("E-mail address", email);
            tab.follow("Add the user");
            tab.awaitText("#once", "/admin/invitation#");
            tab.go("/admin/people");
            tab.type("Name or e-mail address", "kim");
            tab.follow("Search");
            tab.follow("Kim Alder");
            tab.page().locator("#role").selectOption("org_admin");
            tab.type("Your password", Person.PASSWORD);
            tab.follow("Change role");
            assertThat(facts(tab)).contains("Organization admin", email);

            tab.follow("Restrictions");
            tab.follow("Restrict this user");
            tab.page().locator("[value=read]").check();
            tab.follow(tab.page().locator("main form button:visible"));
            tab.awaitText("tbody", "Kim Alder", "read");
            tab.follow("Lift…");
            tab.follow(tab.page().locator("main form button:visible"));
            assertThat(tab.page().locator("tbody").count()).isZero();

            tab.go("/admin/people?q=kim");
            tab.follow("Kim Alder");
            tab.follow("Disable…");
            tab.follow("Disable user");
            assertThat(tab.page().locator(".head .badge").textContent()).isEqualTo("Disabled");
        }
    }

    @Test
    void platformAdminOpensSuspendsAndResumesAnOrganizationWithoutScripts() {
        String name = "Alder Power " + UUID.randomUUID();
        try (BrowserTab tab = browser.tabWithoutScripts()) {
            tab.signIn(Person.in(service, UserRole.PLATFORM_ADMIN));
            tab.go("/admin/keys");
            tab.follow("Organizations");
            tab.follow("New organization");
            tab.type("Name", name);
            tab.follow("Create");
            tab.follow("Suspend…");
            tab.follow("Suspend");
            assertThat(tab.page().locator(".head .badge").textContent()).isEqualTo("Suspended");
            tab.awaitText("tbody", "Organization suspended", "Effective");
            tab.follow("Resume");
            assertThat(tab.page().locator(".head .badge").textContent()).isEqualTo("Active");
            tab.go("/admin/keys");
            tab.page().locator("#organizationId").selectOption(name);
            tab.follow("Show");
            tab.awaitText("main", "This organization has no key.");
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
            tab.awaitText("[role=status]", "as they were written");
            user.reach("Action");
            user.keyboard().type("Changed");
            user.follow("Search");
            assertThat(tab.page().locator("tbody tr").count()).isOne();
            user.follow("Receipts");
            tab.awaitText("tbody", "User disabled", "Effective");
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
