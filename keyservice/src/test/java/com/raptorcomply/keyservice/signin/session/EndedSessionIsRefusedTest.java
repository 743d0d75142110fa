package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class EndedSessionIsRefusedTest {
    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.USER);
    private final Browser browser = person.browser();

    @Test
    void afterSigningOut() {
        Browser other = person.browser();
        var reply = browser.delete("/sessions/current");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Set-Cookie")).startsWith("__Host-session=; Max-Age=0;");
        assertEnded(browser);
        assertThat(other.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void afterSigningOutEverywhere() {
        Browser other = person.browser();
        assertThat(browser.delete("/sessions").status()).isEqualTo(204);
        assertEnded(browser);
        assertEnded(other);
    }

    @Test
    void afterItsLifetime() {
        service.execute("UPDATE user_session SET expires_at = now() WHERE user_id = ?", person.id());
        assertEnded(browser);
    }

    @Test
    void afterNothingWasDoneForTooLong() {
        service.execute(
                "UPDATE user_session SET last_seen_at = now() - interval '31 minutes' WHERE user_id = ?", person.id());
        assertEnded(browser);
    }

    @Test
    void butLivesOnWhileItIsUsed() {
        service.execute(
                "UPDATE user_session SET last_seen_at = now() - interval '29 minutes' WHERE user_id = ?", person.id());
        assertThat(browser.get("/users/me").status()).isEqualTo(200);
        service.execute(
                "UPDATE user_session SET last_seen_at = last_seen_at - interval '29 minutes' WHERE user_id = ?",
                person.id());
        assertThat(browser.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void onceThePersonIsDisabledOrTheOrganizationSuspended() {
        service.execute("UPDATE app_user SET status = 'disabled' WHERE id = ?", person.id());
        assertEnded(browser);
        service.execute("UPDATE app_user SET status = 'active' WHERE id = ?", person.id());
        assertThat(browser.get("/users/me").status()).isEqualTo(200);
        service.execute("UPDATE organization SET status = 'suspended' WHERE id = ?", person.organizationId());
        assertEnded(browser);
    }

    @Test
    void andStaysEndedWhenThePersonIsEnabledAgain() {
        TestCaller admin = service.person(person.organizationId(), UserRole.ORG_ADMIN);
        String path = "/users/" + person.id();
        assertThat(service.patch(admin, path, new JsonObject().put("status", "disabled"))
                        .status())
                .isEqualTo(200);
        service.patch(admin, path, new JsonObject().put("status", "active"));
        assertEnded(browser);
        assertThat(person.browser().get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void whateverElseIsInTheCookie() {
        for (String cookie : new String[] {"", "x", "a".repeat(43), "../../etc/passwd"}) {
            assertEnded(new Browser(service, "__Host-session=" + cookie, ""));
        }
    }

    private static void assertEnded(Browser browser) {
        var reply = browser.get("/users/me");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.object().getString("message")).isEqualTo("The session has ended. Please sign in again.");
    }
}
