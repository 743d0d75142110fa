package com.raptorcomply.keyservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages about another organization say which one it is, and their links lead to those of the same organization. */
class PlatformAdminStaysInOneOrganizationTest {
    private final TestService service = TestService.shared();
    private final Person platform = Person.in(service, UserRole.PLATFORM_ADMIN);
    private final Person other = Person.in(service, UserRole.ORG_ADMIN);
    private final Person.Browser browser = platform.browser();
    private final String organization = "?organizationId=" + other.organizationId();

    @Test
    void fromOnePageOfEvidenceToTheNext() {
        keepTo("/admin/activity", "/admin/activity/receipts");
    }

    @Test
    void amongItsPeople() {
        keepTo("/admin/people", "/admin/people/invitations", "/admin/people/access");
        assertThat(browser.get("/admin/people" + organization).body()).contains(link("/admin/people/invitations/new"));
        assertThat(browser.get("/admin/people/invitations" + organization).body())
                .contains(link("/admin/people/invitations/new"));
    }

    @Test
    void throughTheFormsForThem() {
        assertThat(browser.get("/admin/people/new" + organization).body())
                .contains(link("/admin/people"), "action=\"/admin/people/new" + organization);
        String form = "/admin/people/invitations/new" + organization;
        assertThat(browser.get(form).body()).contains(link("/admin/people/invitations"), "action=\"" + form);
        String email = UUID.randomUUID() + "@example.test";
        assertThat(FormSender.of(browser)
                        .post(
                                form,
                                "form",
                                UUID.randomUUID().toString(),
                                "email",
                                email,
                                "role",
                                "user",
                                "organizationId",
                                other.organizationId().toString())
                        .body())
                .contains("href=\"/admin/people/invitations" + organization + "&amp;done=sent\"");
        Matcher cancel = Pattern.compile("href=\"(/admin/people/invitations/[^/]*/cancel)([^\"]*)\"")
                .matcher(browser.get("/admin/people/invitations" + organization).body());
        assertThat(cancel.find()).isTrue();
        assertThat(cancel.group(2)).isEqualTo(organization);
        assertThat(browser.get(cancel.group(1) + organization).body()).contains(link("/admin/people/invitations"));
        assertThat(FormSender.of(browser).post(cancel.group(1) + organization).header("Location"))
                .isEqualTo("/admin/people/invitations" + organization + "&done=cancelled");
    }

    @Test
    void fromItsAlertsToItsWebhooks() {
        assertThat(browser.get("/admin/alerts" + organization + "&type=api_key.unused")
                        .body())
                .contains("<a href=\"/admin/organizations/" + other.organizationId() + "\">", link("/admin/alerts"))
                .contains("href=\"/admin/organizations/" + other.organizationId() + "/webhooks\"");
        String named = "\"><bdi>" + organizationName() + "</bdi></a>";
        for (String page : List.of("/webhooks", "/webhooks/new")) {
            assertThat(browser.get("/admin/organizations/" + other.organizationId() + page)
                            .body())
                    .contains("<a href=\"/admin/organizations/" + other.organizationId() + named);
        }
        assertThat(browser.get("/admin/alerts").body()).contains("href=\"/admin/organization/webhooks\"");
    }

    @Test
    void withANewKey() {
        assertThat(browser.get("/admin/organizations/" + other.organizationId()).body())
                .contains(link("/admin/keys"));
        assertThat(browser.get("/admin/keys" + organization).body()).contains(link("/admin/keys/new"));
        assertThat(browser.get("/admin/keys/new" + organization).body())
                .contains("<option value=\"" + other.organizationId() + "\" selected>")
                .contains("action=\"/admin/keys/new" + organization, link("/admin/keys"));
        Reply made = FormSender.of(browser)
                .post(
                        "/admin/keys/new" + organization,
                        "form",
                        UUID.randomUUID().toString(),
                        "kind",
                        "organization",
                        "organizationId",
                        other.organizationId().toString(),
                        "name",
                        "Import",
                        "rights",
                        "api_user",
                        "expiry",
                        "never");
        assertThat(made.body())
                .containsPattern("data-once=\"/admin/keys/[^\"/]*[?]organizationId=" + other.organizationId());
    }

    @Test
    void orFindsNothingOnceItIsDeleted() {
        assertThat(browser.get("/admin/keys/new?organizationId=" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void fromAKeyThatTheLogNames() {
        String key = "/admin/keys/"
                + service.post(
                                TestCaller.person(other.organizationId(), other.id()),
                                "/api-keys",
                                new JsonObject().put("name", "Import").put("kind", "organization"))
                        .object()
                        .getString("id");
        assertThat(browser.get(key).body()).contains(link("/admin/keys"), link(key + "/edit"));
        assertThat(browser.get(key + "/edit").body()).contains(link("/admin/keys"), link(key));
    }

    /** Requires that each page names the organization and leads to the others. */
    private void keepTo(String... pages) {
        for (String page : pages) {
            String shown = browser.get(page + organization).body();
            assertThat(shown).contains("<a href=\"/admin/organizations/" + other.organizationId() + "\">");
            for (String next : pages) {
                assertThat(shown).contains(link(next));
            }
            assertThat(browser.get(page).body()).doesNotContain("<a href=\"/admin/organizations/");
        }
    }

    private String organizationName() {
        return service.get(
                        TestCaller.person(other.organizationId(), other.id()),
                        "/organizations/" + other.organizationId())
                .object()
                .getString("name");
    }

    private String link(String page) {
        return "href=\"" + page + organization + "\"";
    }
}
