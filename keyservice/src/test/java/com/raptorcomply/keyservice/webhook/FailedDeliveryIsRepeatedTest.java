package com.raptorcomply.keyservice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.webhook.TestReceiver.Message;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FailedDeliveryIsRepeatedTest {
    private static final int OTHERS = 12;
    private static final TestService SERVICE = TestService.with(Map.of(
            "webhooks.allowedNetworks", List.of("127.0.0.1/32"),
            "webhooks.poll", "20ms",
            "webhooks.retryAfter", "30ms",
            "webhooks.timeout", "3s"));

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
    void withTheSameIdAndBodyUntilItIsTaken() {
        AtomicInteger answered = new AtomicInteger();
        receiver.respond(response -> response.setStatusCode(answered.incrementAndGet() < 3 ? 503 : 200)
                .end());
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());

        hook.mintKey();

        List<Message> messages = receiver.await(3);
        assertThat(messages.stream().map(Message::id).distinct()).hasSize(1);
        assertThat(messages.stream().map(Message::body).distinct()).hasSize(1);
        JsonObject delivered = hook.await("delivered");
        assertThat(delivered.getInteger("attempts")).isEqualTo(3);
        assertThat(delivered.getInteger("statusCode")).isEqualTo(200);
        assertThat(delivered.getString("error")).isNull();
        assertThat(delivered.getString("nextAttemptAt")).isNull();
    }

    @Test
    void andSaysMeanwhileWhyAndWhenNext() {
        receiver.respond(response -> response.setStatusCode(500).end("no"));
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());

        hook.mintKey();
        receiver.await(3);

        JsonObject pending = hook.log().get(0);
        assertThat(pending.getString("state")).isEqualTo("pending");
        assertThat(pending.getString("error")).isEqualTo("status");
        assertThat(pending.getInteger("statusCode")).isEqualTo(500);
        assertThat(pending.getString("nextAttemptAt")).isNotNull();
        SERVICE.delete(hook.admin(), hook.path());
        assertThat(SERVICE.count(
                        "SELECT count(*) FROM webhook_delivery WHERE id = ?::uuid AND state = 'dropped'",
                        pending.getString("id")))
                .isEqualTo(1);
    }

    @Test
    void anAttemptThatWasTakenAndNotRecordedIsMadeAgain() {
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());
        hook.mintKey();
        String id = hook.await("delivered").getString("id");
        receiver.forget();

        // As a replica leaves it that dies while it sends.
        SERVICE.execute("UPDATE webhook_delivery SET state = 'pending', next_at = now() WHERE id = ?::uuid", id);

        assertThat(receiver.await(1).get(0).id()).isEqualTo("msg_" + id.replace("-", ""));
        assertThat(hook.await("delivered").getInteger("attempts")).isEqualTo(2);
    }

    @Test
    void aReceiverThatNeverAnswersHoldsNobodyElseUp() {
        receiver.respond(response -> {});
        Hook slow = Hook.of(SERVICE, receiver.url(), new JsonObject());
        for (int i = 0; i < OTHERS; i++) {
            slow.mintKey();
        }
        receiver.await(1);
        try (TestReceiver quick = new TestReceiver()) {
            Hook other = Hook.of(SERVICE, quick.url(), new JsonObject());
            other.mintKey();
            quick.await(1);
            other.await("delivered");
        }
        assertThat(slow.log()).noneMatch(delivery -> delivery.getString("state").equals("delivered"));
        Await.until("an attempt has timed out", () -> slow.log().stream()
                .anyMatch(delivery -> "timed_out".equals(delivery.getString("error"))));
    }

    @Test
    void whatAReceiverSendsIsReadToABoundOnly() {
        AtomicInteger written = new AtomicInteger();
        receiver.respond(response -> flood(response.setStatusCode(200).setChunked(true), written));
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());

        hook.mintKey();

        assertThat(hook.await("delivered").getInteger("statusCode")).isEqualTo(200);
        Await.until("the connection is cut", () -> written.get() < 0);
    }

    /** Sends without end, until the other side closes; then the count is negative. */
    private static void flood(HttpServerResponse response, AtomicInteger written) {
        response.write(Buffer.buffer(new byte[16_384])).onComplete(sent -> {
            if (sent.failed() || response.closed()) {
                written.set(Integer.MIN_VALUE);
            } else {
                written.incrementAndGet();
                flood(response, written);
            }
        });
    }

    @Test
    void aFullQueueDropsWhatComesAndSaysSo() {
        receiver.respond(response -> response.setStatusCode(500).end());
        Hook hook = Hook.of(SERVICE, receiver.url(), new JsonObject());
        hook.mintKey();
        String webhookId = hook.path().replaceAll(".*/", "");
        SERVICE.execute("""
                INSERT INTO webhook_delivery (webhook_id, organization_id, notice_id, state, next_at) \
                SELECT d.webhook_id, d.organization_id, d.notice_id, 'pending', now() + interval '1 hour' \
                FROM webhook_delivery d, generate_series(1, 1000) WHERE d.webhook_id = ?::uuid""", webhookId);

        String id = hook.mintKey().getString("id");

        JsonObject dropped = hook.log().get(0);
        assertThat(dropped.getJsonObject("data").getJsonObject("key").getString("id"))
                .isEqualTo(id);
        assertThat(dropped.getString("state")).isEqualTo("dropped");
        assertThat(dropped.getString("error")).isEqualTo("queue_full");
        SERVICE.delete(hook.admin(), hook.path());
    }
}
