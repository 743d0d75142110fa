package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningInIsRecordedTest {
    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);

    @Test
    void withWhoAndFromWhereAndSoIsSigningOut() {
        person.browser().delete("/sessions/current");
        Browser browser = person.browser();
        List<JsonObject> entries = browser.get("/activity").array().stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(entries)
                .extracting(entry -> entry.getString("action"))
                .containsExactly("sign-in", "sign-out", "sign-in");
        JsonObject first = entries.get(2);
        assertThat(first.getJsonObject("actor").getString("id"))
                .isEqualTo(person.id().toString());
        assertThat(first.getString("resourceId")).isEqualTo(person.id().toString());
        assertThat(first.getJsonObject("changes").getString("address")).isEqualTo("127.0.0.1");

        browser.delete("/sessions");
        assertThat(person.browser().get("/activity?action=sign-out+everywhere").array())
                .hasSize(1);
    }

    @Test
    void butNotWhenItWasRefused() {
        person.signIn("just a guess of mine");
        assertThat(person.browser().get("/activity").array()).hasSize(1);
    }
}
