package com.raptorcomply.keyservice.admin.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.admin.FormSender;
import com.raptorcomply.keyservice.signin.session.Person;
import org.junit.jupiter.api.Test;

/** The pages of a key keep the query of the list that led there. */
class ListOfKeysIsFoundAgainWithItsFiltersTest {
    private static final String QUERY = "?q=Import&status=active&sort=name";
    private static final String SHOWN = QUERY.replace("&", "&amp;");
    private static final String LIST = "<a href=\"/admin/keys" + SHOWN + "\">API keys</a>";

    private final KeyExamples examples = KeyExamples.in(TestService.shared());
    private final Person.Browser browser = examples.admin().browser();
    private final String path = "/admin/keys/" + examples.key("Import").getString("id");

    @Test
    void fromThePagesOfAKey() {
        assertThat(browser.get("/admin/keys" + QUERY).body()).contains("<a href=\"" + path + SHOWN + "\">");
        assertThat(browser.get(path + QUERY + "&done=changed&else=x").body())
                .contains(LIST)
                .contains("href=\"" + path + "/edit" + SHOWN, "href=\"" + path + "/rotate" + SHOWN)
                .contains("href=\"" + path + "/revoke" + SHOWN);
        assertThat(browser.get(path + "/edit" + QUERY).body())
                .contains(LIST, "action=\"" + path + "/edit" + SHOWN, "href=\"" + path + SHOWN);
        assertThat(browser.get(path + "/rotate" + QUERY).body())
                .contains(LIST, "action=\"" + path + "/rotate" + SHOWN, "href=\"" + path + SHOWN);
    }

    @Test
    void andAfterTheirForms() {
        FormSender sender = FormSender.of(browser);
        assertThat(sender.post(path + "/rotate" + QUERY, "form", "5fb9b9c6-1d3f-4b5e-9d70-6b1a40b4c7ea")
                        .body())
                .contains("data-once=\"" + path + "/rotate" + SHOWN);
        String receipt = sender.post(path + "/revoke" + QUERY).header("Location");
        assertThat(receipt).startsWith(path + "/receipts/").endsWith(QUERY);
        assertThat(browser.get(receipt).body()).contains(LIST, "href=\"" + path + SHOWN);
        assertThat(browser.get(path + "/revoke" + QUERY).header("Location")).isEqualTo(path + QUERY + "&done=over");
    }
}
