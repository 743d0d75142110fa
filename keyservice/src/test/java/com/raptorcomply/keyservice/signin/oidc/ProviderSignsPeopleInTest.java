package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProviderSignsPeopleInTest {
    private final TestProvider provider = ProviderAndService.shared().provider();
    private final TestService service = ProviderAndService.shared().service();
    private final Person person = Person.in(service, UserRole.ORG_ADMIN);
    private final String subject = UUID.randomUUID().toString();

    @Test
    void intoTheSameSessionAsAPasswordDoes() {
        Reply reply = signIn(subject, person.email());
        assertThat(reply.status()).as(reply.body()).isEqualTo(303);
        assertThat(reply.header("Location")).isEqualTo("/admin/session");
        assertThat(reply.header("Set-Cookie"))
                .startsWith("__Host-session=")
                .endsWith("; Path=/; Secure; HTTPOnly; SameSite=Strict");
        JsonObject session = browser(reply).get("/sessions/current").object();
        assertThat(session.getString("userId")).isEqualTo(person.id().toString());
        assertThat(session.getString("csrfToken")).hasSize(43);
    }

    @Test
    void withTheAddressInAnyCase() {
        assertThat(signIn(subject, person.email().toUpperCase(Locale.ROOT)).status())
                .isEqualTo(303);
    }

    @Test
    void whoNeverChoseAPassword() {
        String email = UUID.randomUUID() + "@example.test";
        service.post(
                service.person(person.organizationId(), UserRole.ORG_ADMIN),
                "/users",
                new JsonObject().put("email", email).put("name", "Kim").put("role", "user"));
        assertThat(signIn(subject, email).status()).isEqualTo(303);
    }

    @Test
    void andKnowsThemFromThenOnByTheSubjectAlone() {
        signIn(subject, person.email());
        Visit visit = Visit.begin(service);
        JsonObject claims = provider.claims(visit.url(), subject, "another@example.test");
        claims.remove("email_verified");
        Reply reply = visit.as(provider, claims);
        assertThat(browser(reply).get("/users/me").object().getString("id"))
                .isEqualTo(person.id().toString());
    }

    @Test
    void andTellsTheActivityLogHow() {
        signIn(subject, person.email());
        Reply second = signIn(subject, person.email());
        JsonObject latest = browser(second).get("/activity").array().getJsonObject(0);
        assertThat(latest.getString("action")).isEqualTo("sign-in");
        assertThat(latest.getJsonObject("changes").getString("provider")).isEqualTo(provider.issuer());
        assertThat(browser(second).get("/activity?action=link+identity").array())
                .singleElement()
                .extracting(
                        entry -> ((JsonObject) entry).getJsonObject("changes").getString("subject"))
                .isEqualTo(subject);
    }

    private Reply signIn(String who, String email) {
        return Visit.begin(service).as(provider, who, email);
    }

    private Browser browser(Reply signedIn) {
        return new Browser(service, signedIn.header("Set-Cookie").split(";", 2)[0], "");
    }
}
