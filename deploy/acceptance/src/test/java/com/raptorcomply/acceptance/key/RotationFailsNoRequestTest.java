package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A rotation under constant traffic fails no request: second secret, move of the clients, revocation of the first
 * secret.
 */
@ExtendWith(RunningWhole.class)
class RotationFailsNoRequestTest {
    private static final int CLIENTS = 4;
    private static final int CALLS_BETWEEN_STEPS = 60;
    private static final Duration WITHIN = Duration.ofSeconds(30);

    @Test
    void whileTheClientsChangeOver(Whole whole) throws Exception {
        JsonObject made = whole.makeKey(new JsonObject());
        String path = "/api-keys/" + made.getString("id");
        String first = made.getString("key");
        Traffic traffic = Traffic.start(whole, first);
        try (traffic) {
            traffic.goesOn();
            JsonObject rotated =
                    whole.adminA().post(path + "/secrets", new JsonObject()).json();
            assertThat(rotated.getString("id")).isEqualTo(made.getString("id"));
            traffic.goesOn();

            traffic.changesOverTo(rotated.getString("key"));
            traffic.goesOn();
            Await.until(
                    "the use of the new secret is shown",
                    WITHIN,
                    () -> whole.adminA().get(path),
                    reply -> used(reply, rotated.getString("key")));

            Reply revoked = whole.adminA().delete(path + "/secrets/" + secretId(first));
            assertThat(revoked.json().getString("status"))
                    .as(revoked.toString())
                    .isEqualTo("effective");
            assertThat(whole.stranger().with(first).get("/facilities?limit=1").status())
                    .isEqualTo(401);
            traffic.goesOn();
        }
        assertThat(traffic.statuses()).containsOnlyKeys(200);
    }

    /** Returns true if the key's page shows a use of that secret. */
    private static boolean used(Reply key, String secret) {
        JsonArray secrets = key.json().getJsonArray("secrets");
        return secrets.stream()
                .map(JsonObject.class::cast)
                .anyMatch(
                        each -> each.getString("id").equals(secretId(secret)) && each.getString("lastUsedAt") != null);
    }

    private static String secretId(String key) {
        return key.substring(9, 20);
    }

    /** Clients that send the next request after each response, each with the key that it has at that time. */
    private static final class Traffic implements AutoCloseable {
        private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        private final AtomicBoolean running = new AtomicBoolean(true);
        private volatile CountDownLatch awaited = new CountDownLatch(0);
        private volatile String key;
        private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        private final List<CompletableFuture<Void>> clients = new ArrayList<>();

        private Traffic(String key) {
            this.key = key;
        }

        static Traffic start(Whole whole, String key) {
            Traffic traffic = new Traffic(key);
            for (int i = 0; i < CLIENTS; i++) {
                traffic.clients.add(CompletableFuture.runAsync(() -> traffic.call(whole.stranger()), traffic.threads));
            }
            return traffic;
        }

        void changesOverTo(String otherKey) {
            key = otherKey;
        }

        /** Waits until more requests have been sent and have got responses. */
        void goesOn() throws InterruptedException {
            CountDownLatch calls = new CountDownLatch(CALLS_BETWEEN_STEPS);
            awaited = calls;
            assertThat(calls.await(WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        Map<Integer, AtomicInteger> statuses() {
            return statuses;
        }

        @Override
        public void close() {
            running.set(false);
            for (CompletableFuture<Void> client : clients) {
                client.orTimeout(WITHIN.toSeconds(), TimeUnit.SECONDS).join();
            }
            threads.shutdown();
        }

        private void call(Client client) {
            while (running.get()) {
                int status = client.with(key).get("/facilities?limit=1").status();
                statuses.computeIfAbsent(status, each -> new AtomicInteger()).incrementAndGet();
                awaited.countDown();
            }
        }
    }
}
