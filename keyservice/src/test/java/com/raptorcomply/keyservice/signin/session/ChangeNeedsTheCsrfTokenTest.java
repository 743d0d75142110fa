package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class ChangeNeedsTheCsrfTokenTest {
    private static final String KEY = "{\"name\":\"Mine\",\"kind\":\"user\"}";

    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.USER);
    private final Browser browser = person.browser();

    @Test
    void ofThisSession() {
        assertThat(service.send(post().header("X-CSRF-Token", browser.csrfToken()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void notOfAnotherSessionOfTheSamePerson() {
        String other = person.browser().csrfToken();
        assertThat(service.send(post().header("X-CSRF-Token", other)).status()).isEqualTo(403);
    }

    @Test
    void andIsRefusedWithoutIt() {
        Reply reply = service.send(post());
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.object().getString("field")).isEqualTo("X-CSRF-Token");
    }

    @Test
    void whileReadingDoesNot() {
        assertThat(browser.get("/api-keys").status()).isEqualTo(200);
    }

    private HttpRequest.Builder post() {
        return browser.request("/api-keys")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(KEY));
    }
}
