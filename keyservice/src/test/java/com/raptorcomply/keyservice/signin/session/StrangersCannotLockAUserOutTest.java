package com.raptorcomply.keyservice.signin.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrangersCannotLockAUserOutTest {
    private static final String OWNERS = "203.0.113.7";
    private static final String STRANGERS = "198.51.100.9";

    private final TestService service = TestService.with(
            Map.of("clientAddress.trusted", List.of("127.0.0.0/8"), "clientAddress.field", "X-Forwarded-For"));
    private final Person owner = Person.in(service, UserRole.USER);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void fromAnAddressThatTheAccountSignedInFromBefore() {
        signIn(OWNERS, null);
        strangersGuess();
        assertThat(signIn(OWNERS, null).status()).isEqualTo(201);
    }

    @Test
    void inABrowserThatTheAccountSignedInWithBeforeWhereverItIs() {
        String device = device(signIn(OWNERS, null));
        strangersGuess();
        assertThat(signIn(STRANGERS, device).status()).isEqualTo(201);
        assertThat(signIn("192.0.2.1", device).status()).isEqualTo(201);
    }

    @Test
    void butWhoIsNotKnownWaits() {
        signIn(OWNERS, null);
        strangersGuess();
        assertThat(signIn("192.0.2.1", null).status()).isEqualTo(429);
        assertThat(signIn("192.0.2.1", "__Host-device=" + "A".repeat(43)).status())
                .isEqualTo(429);
    }

    @Test
    void andNobodysBrowserOpensAnotherAccount() {
        Person stranger = Person.in(service, UserRole.USER);
        String device = device(signIn(stranger.email(), STRANGERS, null, Person.PASSWORD));
        strangersGuess();
        assertThat(signIn("192.0.2.1", device).status()).isEqualTo(429);
    }

    @Test
    void andGuessesInAKnownBrowserAreSlowedToo() {
        String device = device(signIn(OWNERS, null));
        signIn(owner.email(), OWNERS, device, "just a guess of mine");
        service.execute("UPDATE sign_in_attempt SET attempts = 14");
        signIn(owner.email(), OWNERS, device, "just a guess of mine");
        assertThat(signIn(OWNERS, device).status()).isEqualTo(429);
    }

    @Test
    void norWhoIsInASession() {
        Person.Browser browser = owner.browser();
        strangersGuess();
        JsonObject change = new JsonObject()
                .put("currentPassword", Person.PASSWORD)
                .put("newPassword", "several other words do well");
        Reply changed = service.send(browser.request("/users/me/password")
                .header("X-CSRF-Token", browser.csrfToken())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(change.encode())));
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
    }

    @Test
    void placesOfAnAccountAreBounded() {
        for (int i = 1; i <= 24; i++) {
            signIn("192.0.2." + i, null);
        }
        assertThat(service.count("SELECT count(*) FROM known_origin WHERE user_id = ?", owner.id()))
                .isEqualTo(40);
    }

    @Test
    void whoIsBehindAProxyIsWhomItNames() {
        service.execute("DELETE FROM sign_in_attempt");
        signIn("nobody@example.test", STRANGERS, null, "just a guess of mine");
        service.execute("UPDATE sign_in_attempt SET attempts = 200, next_at = now() + interval '60 seconds'");
        assertThat(signIn("other@example.test", STRANGERS, null, "just a guess of mine")
                        .status())
                .isEqualTo(429);
        assertThat(signIn("another@example.test", "192.0.2.1", null, "just a guess of mine")
                        .status())
                .isEqualTo(401);
    }

    /** Sends so many attempts that any unknown client must wait. */
    private void strangersGuess() {
        byte[] account = DigestUtils.sha256("account\n" + owner.email().toLowerCase(Locale.ROOT));
        byte[] address = DigestUtils.sha256("address\n" + STRANGERS);
        for (byte[] subject : List.of(account, address)) {
            service.execute("DELETE FROM sign_in_attempt WHERE subject = ?", (Object) subject);
            service.execute(
                    "INSERT INTO sign_in_attempt VALUES (?, 200, now(), now() + interval '60 seconds')",
                    (Object) subject);
        }
    }

    private Reply signIn(String address, @Nullable String cookie) {
        return signIn(owner.email(), address, cookie, Person.PASSWORD);
    }

    private Reply signIn(String email, String address, @Nullable String cookie, String password) {
        HttpRequest.Builder request = service.request(null, "/sessions")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString(new JsonObject()
                        .put("email", email)
                        .put("password", password)
                        .encode()));
        return service.send(cookie == null ? request : request.header("Cookie", cookie));
    }

    private static String device(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        List<String> cookies = reply.headers().allValues("Set-Cookie");
        String device = cookies.stream()
                .filter(cookie -> cookie.startsWith("__Host-device="))
                .findFirst()
                .orElse("");
        assertThat(device).contains("HTTPOnly").contains("Secure").contains("Max-Age=7776000");
        return Objects.requireNonNull(device.split(";", 2)[0]);
    }
}
