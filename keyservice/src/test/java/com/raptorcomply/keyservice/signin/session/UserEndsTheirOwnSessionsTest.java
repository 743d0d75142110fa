package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UserEndsTheirOwnSessionsTest {
    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.USER);
    private final Browser browser = person.browser();

    @Test
    void andSeesEachWithItsSourceButNoToken() {
        Browser other = person.browser();
        Reply reply = browser.get("/sessions");
        assertThat(reply.status()).isEqualTo(200);
        JsonArray found = reply.array();
        assertThat(found).hasSize(2);
        JsonObject current = session(browser, true);
        assertThat(current.getString("address")).isEqualTo("127.0.0.1");
        assertThat(current.getString("userAgent")).startsWith("Java-http-client");
        assertThat(reply.body())
                .doesNotContain(browser.cookie().split("=", 2)[1], other.csrfToken(), browser.csrfToken());
    }

    @Test
    void oneAtATime() {
        Browser other = person.browser();
        String id = session(browser, false).getString("id");
        assertThat(browser.delete("/sessions/" + id).status()).isEqualTo(204);
        assertThat(other.get("/users/me").status()).isEqualTo(401);
        assertThat(browser.get("/users/me").status()).isEqualTo(200);
        assertThat(browser.delete("/sessions/" + id).status()).isEqualTo(404);
    }

    @Test
    void orAllButTheOneInUse() {
        Browser other = person.browser();
        assertThat(browser.delete("/sessions?keepCurrent=true").status()).isEqualTo(204);
        assertThat(other.get("/users/me").status()).isEqualTo(401);
        assertThat(browser.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void butNobodyElses() {
        Browser stranger =
                Person.in(service, person.organizationId(), UserRole.ORG_ADMIN).browser();
        String id = session(browser, true).getString("id");
        assertThat(stranger.delete("/sessions/" + id).status()).isEqualTo(404);
        assertThat(stranger.delete("/sessions/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(browser.get("/users/me").status()).isEqualTo(200);
    }

    @Test
    void andNoEndedOneIsListed() {
        person.browser();
        service.execute(
                "UPDATE user_session SET last_seen_at = now() - interval '31 minutes' WHERE user_id = ?", person.id());
        Browser fresh = person.browser();
        assertThat(fresh.get("/sessions").array()).hasSize(1);
    }

    @Test
    void withTheirOwnKeyTheySeeNone() {
        var key = service.person(person.organizationId(), UserRole.USER);
        for (String path : List.of("/sessions", "/sessions/current")) {
            assertThat(service.get(key, path).status()).isIn(403, 404);
        }
        assertThat(service.delete(key, "/sessions/" + UUID.randomUUID()).status())
                .isEqualTo(403);
        assertThat(service.delete(key, "/sessions?keepCurrent=true").status()).isEqualTo(403);
    }

    private static JsonObject session(Browser browser, boolean current) {
        return browser.get("/sessions").array().stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getBoolean("current") == current)
                .findFirst()
                .orElseThrow();
    }
}
