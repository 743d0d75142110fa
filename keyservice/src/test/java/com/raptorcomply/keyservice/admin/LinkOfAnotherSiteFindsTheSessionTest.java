package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.admin.browser.AdminBrowser;
import com.raptorcomply.keyservice.admin.browser.BrowserTab;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class LinkOfAnotherSiteFindsTheSessionTest {
    private final AdminBrowser browser = AdminBrowser.shared();

    @Test
    void afterThePageHasLoadedItselfOnce() {
        try (BrowserTab tab = browser.tabOf(Person.in(browser.service(), UserRole.USER))) {
            // The same service under another name is another site to the browser.
            tab.page().navigate("http://127.0.0.1:" + browser.service().port() + "/admin/session");
            tab.page().evaluate("""
                    (to) => { const link = document.createElement('a'); link.href = to; document.body.append(link);
                      link.click(); }""", "http://localhost:" + browser.service().port() + "/admin/me");
            tab.page().locator("#sessions").waitFor();
            assertThat(tab.path()).isEqualTo("/admin/me?b=1");
            tab.requireNoComplaint();
        }
    }

    @Test
    void andNeverLeadsToAnotherHost() throws Exception {
        HttpRequest request = browser.service()
                .request(null, "//admin/me")
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        String page = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();

        assertThat(page).contains("url=/admin/me?b=1").doesNotContain("//admin");
    }

    @Test
    void andWithoutOneLeadsToTheSignIn() {
        Reply first = browser.service()
                .send(browser.service().request(null, "/admin/me?x=1").header("Sec-Fetch-Site", "cross-site"));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body()).contains("<meta http-equiv=\"refresh\" content=\"0; url=/admin/me?x=1&amp;b=1\">");
        Reply second = browser.service()
                .send(browser.service().request(null, "/admin/me?x=1&b=1").header("Sec-Fetch-Site", "cross-site"));
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("Location")).isEqualTo("/admin/session?to=%2Fadmin%2Fme%3Fx%3D1");
    }
}
