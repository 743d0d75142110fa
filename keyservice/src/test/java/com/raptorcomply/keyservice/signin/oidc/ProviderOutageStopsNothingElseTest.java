package com.raptorcomply.keyservice.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.signin.session.Person;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProviderOutageStopsNothingElseTest {
    @Test
    void serviceStartsAndSaysWhatIsMissing() {
        Map<String, Object> settings = new HashMap<>();
        try (TestProvider gone = new TestProvider()) {
            settings.putAll(gone.settings());
        }
        try (TestService service = TestService.with(settings)) {
            Reply reply = service.get(null, "/sessions/oidc");
            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.header("Retry-After")).isEqualTo("5");
            assertThat(reply.header("Set-Cookie")).isEmpty();
            assertThat(reply.body()).doesNotContain("127.0.0.1");
            assertThat(Person.in(service, UserRole.USER).signIn(Person.PASSWORD).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void itIsLookedForAgainAFewSecondsLater() {
        Vertx vertx = Vertx.vertx();
        AtomicLong millis = new AtomicLong(System.currentTimeMillis());
        InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
        TestProvider gone = new TestProvider();
        int port = URI.create(gone.issuer()).getPort();
        gone.close();
        OidcConfig settings = new OidcConfig(
                "http://127.0.0.1:" + port, "client", Secret.of("secret"), URI.create("https://keys.example.test"));
        Provider provider = new Provider(vertx, settings, clock);
        BrowserSecret secret = BrowserSecret.random(clock.instant());
        assertUnreachable(provider, secret);
        try (TestProvider back = new TestProvider(port)) {
            assertUnreachable(provider, secret);
            millis.addAndGet(5_000);
            assertThat(Await.result(provider.authorizeUrl(secret))).startsWith(back.issuer() + "/authorize");
        } finally {
            Await.result(vertx.close());
        }
    }

    @Test
    void itsNewKeysAreReadWhenTheyFirstComeUp() {
        try (TestProvider provider = new TestProvider();
                TestService service = TestService.with(provider.settings())) {
            Person person = Person.in(service, UserRole.USER);
            assertThat(Visit.begin(service).as(provider, "one", person.email()).status())
                    .isEqualTo(303);
            provider.changeKey();
            Visit first = Visit.begin(service);
            assertThat(first.as(provider, "one", person.email()).status()).isEqualTo(503);
            Await.until(
                    "signing in works again",
                    () -> Visit.begin(service)
                                    .as(provider, "one", person.email())
                                    .status()
                            == 303);
        }
    }

    private static void assertUnreachable(Provider provider, BrowserSecret secret) {
        Throwable failure = Await.failure(provider.authorizeUrl(secret));
        assertThatThrownBy(() -> {
                    throw failure;
                })
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(503));
    }
}
