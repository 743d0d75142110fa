package com.raptorcomply.keyservice.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ActionsAreToldInWordsTest {
    private static final String LOG = "/admin/activity";
    private static final Pattern IN_LOG = Pattern.compile("<td><strong>([^<]+)</strong>");
    private static final Pattern AT_KEY = Pattern.compile("<tr><td>([^<]+)</td><td data-label=\"Who\">");

    private final TestService service = TestService.shared();
    private final Person admin = Person.in(service, UserRole.ORG_ADMIN);
    private final Person.Browser browser = admin.browser();
    private final TestCaller caller = TestCaller.person(admin.organizationId(), admin.id());

    @Test
    void inTheLogAndOnTheKeysPage() {
        String id = service.mint(caller, new JsonObject()).getString("id");
        service.patch(caller, "/api-keys/" + id, new JsonObject().put("name", "Renamed"));
        service.send(service.request(caller, "/api-keys/" + id).DELETE());
        assertThat(found(IN_LOG, LOG))
                .startsWith("Revoked", "Changed", "Created")
                .contains("Signed in");
        assertThat(found(AT_KEY, "/admin/keys/" + id)).containsExactly("Revoked", "Changed", "Created");
    }

    @Test
    void byWhichTheyAreChosen() {
        service.mint(caller, new JsonObject());
        String asked = LOG + "?action=create";
        assertThat(found(IN_LOG, asked)).containsExactly("Created");
        assertThat(browser.get(asked).body()).contains("<option value=\"create\" selected>Created</option>");
    }

    @Test
    void butOneThatIsNotKnownByItsName() {
        assertThat(ActivityAction.words("unheard of")).isEqualTo("unheard of");
        assertThat(browser.get(LOG + "?action=unheard").body())
                .contains("<option value=\"unheard\" selected>unheard</option>", "No entry matches");
    }

    private List<String> found(Pattern pattern, String path) {
        return pattern.matcher(browser.get(path).body())
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
