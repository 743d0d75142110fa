package com.raptorcomply.keyservice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.tls.TestAuthority;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.webhook.TestReceiver.Message;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The setting allows 127.0.0.2 alone. What listens at 127.0.0.1 stands for everything that is inside. */
@Timeout(120)
class WebhookReachesOnlyAllowedAddressesTest {
    private static final String NAME = "hooks.example.test";
    private static final TestNameServer NAMES = new TestNameServer();
    private static final TestAuthority AUTHORITY = new TestAuthority(folder());
    private static final TestService SERVICE = TestService.with(Map.of(
            "webhooks.allowedNetworks", List.of("127.0.0.2/32"),
            "webhooks.nameServers", List.of(NAMES.address()),
            "webhooks.authorityFile", AUTHORITY.certificateFile().toString(),
            "webhooks.poll", "20ms",
            "webhooks.timeout", "30s"));

    private static final TestReceiver INSIDE =
            new TestReceiver("127.0.0.1", AUTHORITY.issue("inside", List.of(NAME, "127.0.0.1"), Duration.ofDays(1)));
    private static final TestReceiver OUTSIDE =
            new TestReceiver("127.0.0.2", AUTHORITY.issue("outside", List.of(NAME), Duration.ofDays(1)));

    @AfterEach
    void forget() {
        OUTSIDE.forget();
        OUTSIDE.respond(response -> response.setStatusCode(204).end());
        assertThat(INSIDE.connections()).as("connections inside").isZero();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
        INSIDE.close();
        OUTSIDE.close();
        NAMES.close();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("webhook-authority");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[fd00:ec2::254]/",
                "https://[fe80::1]/",
                "https://10.0.0.1/",
                "https://192.168.1.1/",
                "https://172.16.0.1/",
                "https://100.100.100.200/",
                "https://168.63.129.16/",
                "https://0.0.0.0/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://[::ffff:7f00:1]/",
                "https://[fe80::1%25eth0]/",
                "https://user@hooks.example.com/",
                "https://hooks.example.com:443@127.0.0.1/",
                "https://hooks.example.com/#fragment",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://①②⑦.⓪.⓪.①/",
                "http://192.0.2.1/",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "//hooks.example.com/",
                "https:///",
                "https://",
                ""
            })
    void anAddressThatIsNotOneOfTheInternetIsRefused(String url) {
        TestCaller admin = SERVICE.person(SERVICE.organization(), UserRole.ORG_ADMIN);

        Reply reply = Hook.create(SERVICE, admin, url, new JsonObject());

        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.object().getString("field")).isEqualTo("url");
    }

    @Test
    void aNameIsCheckedByAllOfItsAddresses() {
        List.of(
                        List.of("127.0.0.1"),
                        List.of("169.254.169.254"),
                        List.of("::1"),
                        List.of("fd00:ec2::254"),
                        List.of("::ffff:127.0.0.1"),
                        List.of("127.0.0.2", "127.0.0.1"),
                        List.of("127.0.0.2", "::1"),
                        List.<String>of())
                .forEach(addresses -> {
                    NAMES.answer("inside.example.test", addresses);
                    assertThat(tested("https://inside.example.test:" + INSIDE.port() + "/")
                                    .getString("error"))
                            .as(addresses.toString())
                            .isEqualTo("address_not_allowed");
                });
        assertThat(tested("https://localhost:" + INSIDE.port() + "/").getString("error"))
                .isEqualTo("address_not_allowed");
        assertThat(tested("https://unknown.example.test/").getString("error")).isEqualTo("address_not_allowed");
    }

    @Test
    void aNameIsResolvedOnceAndKeepsItsCertificate() {
        NAMES.answerInTurn(NAME, List.of(List.of("127.0.0.2"), List.of("127.0.0.1")));
        int questions = NAMES.questions();

        JsonObject delivery = tested("https://" + NAME + ":" + OUTSIDE.port() + "/hook");

        assertThat(delivery.getInteger("statusCode")).as(delivery.encode()).isEqualTo(204);
        assertThat(NAMES.questions()).isEqualTo(questions + 1);
        Message message = OUTSIDE.messages().get(0);
        assertThat(message.header("host")).isEqualTo(NAME + ":" + OUTSIDE.port());
        assertThat(message.serverName()).isEqualTo(NAME);
        assertThat(tested("https://" + NAME + ":" + INSIDE.port() + "/hook").getString("error"))
                .isEqualTo("address_not_allowed");
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        NAMES.answer("other.example.test", List.of("127.0.0.2"));

        JsonObject delivery = tested("https://other.example.test:" + OUTSIDE.port() + "/hook");

        assertThat(delivery.getString("error")).isEqualTo("tls_failed");
        assertThat(OUTSIDE.messages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void noRedirectIsFollowed(int status) {
        NAMES.answer(NAME, List.of("127.0.0.2"));
        OUTSIDE.respond(response -> response.setStatusCode(status)
                .putHeader("Location", "https://127.0.0.1:" + INSIDE.port() + "/")
                .end());

        JsonObject delivery = tested("https://" + NAME + ":" + OUTSIDE.port() + "/hook");

        assertThat(delivery.getString("error")).isEqualTo("redirected");
        assertThat(delivery.getInteger("statusCode")).isEqualTo(status);
    }

    /** Returns the outcome of a test of a new webhook. */
    private static JsonObject tested(String url) {
        return Hook.of(SERVICE, url, new JsonObject()).test().object();
    }
}
