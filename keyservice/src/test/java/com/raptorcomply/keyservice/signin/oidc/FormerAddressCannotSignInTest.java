package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.AuthenticatorApp;
import com.raptorcomply.keyservice.signin.session.Person;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The provider's proof of an address ends with the address. */
class FormerAddressCannotSignInTest {
    private final TestProvider provider = ProviderAndService.shared().provider();
    private final TestService service = ProviderAndService.shared().service();
    private final Person person = Person.in(service, UserRole.USER);
    private final TestCaller admin = service.person(person.organizationId(), UserRole.ORG_ADMIN);
    private final String subject = UUID.randomUUID().toString();

    @Test
    void byALinkedIdentity() {
        Visit.begin(service).as(provider, subject, person.email());
        move();
        assertThat(Visit.begin(service).as(provider, subject, person.email()).status())
                .isEqualTo(401);
        assertThat(Visit.begin(service)
                        .as(provider, subject, "new-" + person.email())
                        .status())
                .isEqualTo(303);
    }

    @Test
    void byASignInThatWaitsForACode() {
        AuthenticatorApp app = AuthenticatorApp.of(person);
        Visit waiting = Visit.begin(service);
        waiting.as(provider, subject, person.email());
        move();
        assertThat(waiting.complete(app.nextCode()).status()).isEqualTo(401);
    }

    @Test
    void byASession() {
        Browser browser = person.browser();
        move();
        assertThat(browser.get("/sessions/current").status()).isEqualTo(401);
    }

    @Test
    void byASessionOfAnIdentityThatWasUnlinked() {
        Visit visit = Visit.begin(service);
        String cookie = visit.as(provider, subject, person.email()).header("Set-Cookie");
        Browser browser = new Browser(service, cookie.split(";", 2)[0], "");
        assertThat(browser.get("/sessions/current").status()).isEqualTo(200);
        service.delete(admin, "/users/" + person.id() + "/identities");
        assertThat(browser.get("/sessions/current").status()).isEqualTo(401);
    }

    private void move() {
        JsonObject moved = new JsonObject().put("email", "new-" + person.email());
        assertThat(service.patch(admin, "/users/" + person.id(), moved).status())
                .isEqualTo(200);
    }
}
