package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.raptorcomply.chassis.tls.TestAuthority;
import com.raptorcomply.chassis.tls.TlsConfig;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page that shows a new key asks before it is left, and leaves the key nowhere in the browser. */
class ValueIsKeptUntilItIsCopiedTest {
    private static final String BACK = "() => { history.back(); }";
    private static final String DONE = "Done, I have kept it";

    /** All places in which a page can keep something. */
    private static final String KEPT = """
            async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, await caches.keys(), document.cookie,
              history.state, (await indexedDB.databases()).length])""";

    @Test
    void leavingBeforeThatIsAskedAbout() {
        AdminBrowser browser = AdminBrowser.shared();
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.ORG_ADMIN))) {
            String value = made(tab, "");
            tab.page().mouse().click(5, 400);
            List<String> asked = new ArrayList<>();
            tab.page().onceDialog(dialog -> {
                asked.add(dialog.type());
                dialog.dismiss();
            });
            tab.page().evaluate("() => { location.href = '/admin/me'; }");
            tab.page().waitForCondition(() -> !asked.isEmpty());
            assertThat(asked).containsExactly("beforeunload");
            assertThat(tab.page().locator("#once").textContent()).isEqualTo(value);
            tab.follow(DONE);
            assertThat(tab.path()).matches("/admin/keys/[0-9a-f-]{36}");
            tab.requireNoComplaint();
        }
    }

    @Test
    void andTheKeyIsInNoStoreOfTheBrowserNorInASecondTab() {
        AdminBrowser browser = AdminBrowser.shared();
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.ORG_ADMIN))) {
            String value = made(tab, "");
            assertThat(tab.page().url()).doesNotContain(value);
            assertThat((String) tab.page().evaluate(KEPT)).isEqualTo("[{},{},[],\"\",null,0]");
            try (Page second = tab.context().newPage()) {
                second.navigate(tab.page().url());
                assertThat(second.locator("h1").textContent()).isEqualTo("Nightly import");
                assertThat(second.content()).doesNotContain(value);
            }
            assertThat(tab.page().locator("#once").textContent()).isEqualTo(value);
            tab.follow(DONE);
        }
    }

    /** Browsers keep whole pages for the way back, over HTTPS even those that no cache may store. */
    @Test
    void norInAPageThatTheBrowserKeptForTheWayBack(@TempDir Path folder) {
        TlsConfig tls = new TestAuthority(folder).issue("keyservice", List.of("localhost"), Duration.ofDays(1));
        Map<String, Object> settings = Map.of(
                "tls.certificateFile", tls.certificateFile().toString(),
                "tls.keyFile", tls.keyFile().toString());
        try (TestService service = TestService.with(settings);
                AdminBrowser browser = AdminBrowser.keepingPages();
                BrowserTab tab = browser.tab()) {
            String origin = "https://localhost:" + service.port();
            tab.go(origin + "/admin/session");
            tab.type("E-mail address", Person.in(service, UserRole.ORG_ADMIN).email());
            tab.type("Password", Person.PASSWORD);
            tab.follow("Sign in");
            requireKeptPages(tab, origin);
            String value = made(tab, origin);
            tab.go(origin + "/admin/me");
            tab.awaitPage(() -> tab.page().evaluate(BACK));
            assertThat(tab.path()).matches("/admin/keys/[0-9a-f-]{36}");
            assertThat(tab.page().locator("h1").textContent()).isEqualTo("Nightly import");
            assertThat(tab.page().content()).doesNotContain(value);
        }
    }

    /** This browser does keep a page for the way back: else the test would show nothing. */
    private static void requireKeptPages(BrowserTab tab, String origin) {
        tab.go(origin + "/admin/me");
        tab.page().evaluate("() => { window.isKept = true; }");
        tab.go(origin + "/admin/keys");
        back(tab, "/admin/me");
        assertThat(tab.page().evaluate("window.isKept")).isEqualTo(true);
    }

    /** Playwright's own way back waits for a page to load, which a kept one does not. */
    private static void back(BrowserTab tab, String path) {
        tab.page().evaluate(BACK);
        tab.page().waitForCondition(() -> tab.path().matches(path));
    }

    private static String made(BrowserTab tab, String origin) {
        tab.go(origin + "/admin/keys/new");
        tab.type("Name", "Nightly import");
        tab.follow("Make the key");
        // A screen reader calls the button by this name.
        tab.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Copy").setExact(true))
                .waitFor();
        String value = tab.page().locator("#once").textContent();
        assertThat(value).startsWith("rc_live_");
        return value;
    }
}
