package com.raptorcomply.keyservice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestCaller;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.webhook.TestReceiver.Message;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class NoticeIsDeliveredSignedTest {
    private static final TestService SERVICE = TestService.with(Map.of(
            "webhooks.allowedNetworks",
            List.of("127.0.0.1/32"),
            "webhooks.poll",
            "20ms",
            "webhooks.retryAfter",
            "50ms"));

    private final TestReceiver receiver = new TestReceiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void asStandardWebhooksDemand() throws Exception {
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());

        JsonObject key = hook.mintKey();

        Message message = receiver.await(1).get(0);
        new Webhook(hook.secret()).verify(message.body(), message.headers());
        assertThatThrownBy(() -> new Webhook(hook.secret()).verify(message.body() + " ", message.headers()))
                .isInstanceOf(WebhookVerificationException.class);
        assertThat(message.type()).isEqualTo("api_key.created");
        assertThat(message.header("content-type")).isEqualTo("application/json");
        JsonObject data = message.json().getJsonObject("data");
        assertThat(data.getJsonObject("key").getString("id")).isEqualTo(key.getString("id"));
        assertThat(data.getJsonObject("actor").getString("kind")).isEqualTo("user");
        assertThat(message.body()).doesNotContain(key.getString("key")).doesNotContain(hook.secret());
        JsonObject delivered = hook.await("delivered");
        assertThat(delivered.getInteger("statusCode")).isEqualTo(204);
        assertThat(delivered.getInteger("durationMs")).isNotNegative();
        assertThat(delivered.getInteger("attempts")).isEqualTo(1);
        assertThat(message.id()).isEqualTo("msg_" + delivered.getString("id").replace("-", ""));
    }

    @Test
    void ofEveryChangeOfAKey() {
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());
        JsonObject key = hook.mintKey();
        SERVICE.post(hook.admin(), "/api-keys/" + key.getString("id") + "/secrets", "{}");
        SERVICE.delete(hook.admin(), "/api-keys/" + key.getString("id"));
        String leaked = hook.mintKey().getString("key");
        SERVICE.post(null, "/api-keys/revoke-leaked", "{\"keys\":[\"" + leaked + "\"]}");

        assertThat(receiver.await(6))
                .extracting(Message::type)
                .containsExactlyInAnyOrder(
                        "api_key.created",
                        "api_key.rotated",
                        "api_key.revoked",
                        "api_key.created",
                        "api_key.leak_reported",
                        "api_key.revoked");
        assertThat(receiver.messages().stream().map(Message::id).distinct()).hasSize(6);
    }

    @Test
    void ofTheKeysOfADeletedUser() {
        UUID organizationId = SERVICE.organization();
        TestCaller admin = SERVICE.person(organizationId, UserRole.ORG_ADMIN);
        TestCaller user = SERVICE.person(organizationId, UserRole.USER);
        UUID userId = Objects.requireNonNull(user.ownerUserId());
        Await.result(SERVICE.bootstrap().createUserKey(organizationId, userId, "Mine"));
        Hook.of(SERVICE, admin, receiver.url(), new JsonObject().put("types", List.of("api_key.revoked")));

        SERVICE.delete(admin, "/users/" + userId);

        JsonObject data = receiver.await(1).get(0).json().getJsonObject("data");
        assertThat(data.getJsonObject("key").getString("name")).isEqualTo("Mine");
        assertThat(data.getJsonObject("key").getString("ownerUserId")).isEqualTo(userId.toString());
    }

    @Test
    void ofTheTypesThatItWantsWhileItIsEnabled() {
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject().put("types", List.of("api_key.revoked")));
        String id = hook.mintKey().getString("id");
        SERVICE.delete(hook.admin(), "/api-keys/" + id);
        assertThat(receiver.await(1)).extracting(Message::type).containsExactly("api_key.revoked");

        SERVICE.patch(hook.admin(), hook.path(), new JsonObject().put("enabled", false));
        SERVICE.delete(hook.admin(), "/api-keys/" + hook.mintKey().getString("id"));

        assertThat(hook.log()).hasSize(1);
        Reply test = hook.test();
        assertThat(test.object().getString("state")).isEqualTo("delivered");
        assertThat(test.object().getString("type")).isEqualTo("webhook.test");
        assertThat(receiver.messages()).hasSize(2);
    }

    @Test
    void andOnceForARequestThatIsRepeated() {
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());
        String body = "{\"name\":\"Once\",\"kind\":\"organization\"}";
        for (int i = 0; i < 2; i++) {
            SERVICE.send(SERVICE.request(hook.admin(), "/api-keys")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "once")
                    .POST(BodyPublishers.ofString(body)));
        }

        hook.await("delivered");
        assertThat(hook.log()).hasSize(1);
    }

    @Test
    void withASecretThatIsShownOnceAndStoredEncrypted() {
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());

        assertThat(hook.secret()).startsWith("whsec_").hasSizeGreaterThan(48);
        assertThat(SERVICE.get(hook.admin(), hook.path()).body()).doesNotContain("whsec_");
        assertThat(SERVICE.get(hook.admin(), hook.path().replaceAll("/[^/]+$", ""))
                        .body())
                .doesNotContain("whsec_");
        byte[] raw = Base64.getDecoder().decode(hook.secret().substring("whsec_".length()));
        assertThat(SERVICE.count("SELECT count(*) FROM webhook WHERE position(? IN secret) > 0", (Object) raw))
                .isZero();
    }
}
