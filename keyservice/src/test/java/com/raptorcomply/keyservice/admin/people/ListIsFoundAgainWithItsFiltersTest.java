package com.raptorcomply.keyservice.admin.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** The pages of a user keep the query of the list that led there. */
class ListIsFoundAgainWithItsFiltersTest {
    private static final String QUERY = "?q=Some&role=user&sort=name";
    private static final String SHOWN = QUERY.replace("&", "&amp;");
    private static final String LIST = "<a href=\"/admin/people" + SHOWN + "\">Users</a>";

    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final Person user = Person.in(service, admin.organizationId(), UserRole.USER);
    private final Person.Browser browser = admin.browser();
    private final String path = "/admin/people/" + user.id();

    @Test
    void fromThePagesOfAUser() {
        assertThat(browser.get("/admin/people" + QUERY).body()).contains("<a href=\"" + path + SHOWN + "\">");
        assertThat(browser.get(path + QUERY + "&done=saved&else=x").body())
                .contains(LIST, "action=\"" + path + "/edit" + SHOWN, "href=\"" + path + "/disable" + SHOWN);
        assertThat(browser.get(path + "/disable" + QUERY).body())
                .contains(LIST, "action=\"" + path + "/disable" + SHOWN, "href=\"" + path + SHOWN);
    }

    @Test
    void andClearsItsFiltersAlone() {
        Person platformAdmin = Person.in(service, UserRole.PLATFORM_ADMIN);
        String list = "/admin/people?organizationId=" + admin.organizationId();
        String cleared = "<a href=\"" + list + "\">Clear filters</a>";
        assertThat(platformAdmin.browser().get(list + "&role=user").body()).contains(cleared);
        assertThat(platformAdmin.browser().get(list + "&q=Nobody").body()).contains(cleared);
        assertThat(platformAdmin.browser().get(list).body()).doesNotContain("Clear filters");
    }

    @Test
    void andAfterTheirForms() {
        FormSender sender = FormSender.of(browser);
        assertThat(sender.post(path + "/disable" + QUERY).header("Location"))
                .isEqualTo(path + QUERY + "&done=disabled");
        assertThat(sender.post(path + "/enable" + QUERY).header("Location")).isEqualTo(path + QUERY + "&done=enabled");
        String receipt = sender.post(path + "/delete" + QUERY).header("Location");
        assertThat(receipt).startsWith(path + "/receipts/").endsWith(QUERY);
        assertThat(browser.get(receipt).body()).contains(LIST);
    }
}
