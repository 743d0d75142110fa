package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person.Browser;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PasswordChangeTest {
    private static final String NEW = "gravel umbrella nineteen tuba";

    private final TestService service = TestService.shared();
    private final Person person = Person.in(service, UserRole.USER);
    private final Browser browser = person.browser();

    @Test
    void endsEverySessionAndTheOldPassword() {
        Browser other = person.browser();
        assertThat(change(Person.PASSWORD, NEW).status()).isEqualTo(204);
        assertThat(browser.get("/users/me").status()).isEqualTo(401);
        assertThat(other.get("/users/me").status()).isEqualTo(401);
        assertThat(person.signIn(Person.PASSWORD).status()).isEqualTo(401);
        assertThat(person.signIn(NEW).status()).isEqualTo(201);
    }

    @Test
    void needsTheCurrentPasswordAndAGoodNewOne() {
        Reply wrong = change("not the current one", NEW);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.object().getString("field")).isEqualTo("currentPassword");
        Reply weak = change(Person.PASSWORD, "password123456789");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.object().getString("field")).isEqualTo("newPassword");
        assertThat(browser.get("/users/me").status()).isEqualTo(200);
    }

    /** Both find the current password right, because hashing the new one takes far longer than reading the old one. */
    @Test
    void succeedsOnceOfTwoAtTheSameTime() {
        String other = "lantern harbour velvet eleven";
        CompletableFuture<Reply> one = CompletableFuture.supplyAsync(() -> change(Person.PASSWORD, NEW));
        CompletableFuture<Reply> two = CompletableFuture.supplyAsync(() -> change(Person.PASSWORD, other));

        assertThat(List.of(one.join().status(), two.join().status())).containsOnlyOnce(204);
        String stored = one.join().status() == 204 ? NEW : other;
        assertThat(person.signIn(stored).status()).isEqualTo(201);
    }

    @Test
    void cannotBeMadeByAKey() {
        TestCaller key = TestCaller.person(person.organizationId(), person.id());
        HttpRequest.Builder request = service.request(key, "/users/me/password")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body(Person.PASSWORD, NEW)));
        assertThat(service.send(request).status()).isEqualTo(403);
    }

    private Reply change(String current, String chosen) {
        return service.send(browser.request("/users/me/password")
                .header("X-CSRF-Token", browser.csrfToken())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body(current, chosen))));
    }

    private static String body(String current, String chosen) {
        return new JsonObject()
                .put("currentPassword", current)
                .put("newPassword", chosen)
                .encode();
    }
}
