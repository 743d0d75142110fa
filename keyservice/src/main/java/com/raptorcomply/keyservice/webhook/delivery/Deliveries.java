package com.raptorcomply.keyservice.webhook.delivery;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.notice.NoticeType;
import com.raptorcomply.keyservice.signin.totp.SecretCipher;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the queue, with any number of replicas. A replica takes a few deliveries at a time, sends them, and
 * records what came of it. A delivery that was taken and not recorded is sent again after {@link DeliveryStore#TAKEN}, with
 * the same id. Confined to its context, but for {@link #test} and {@link #close}.
 */
public final class Deliveries {
    /** The largest number of attempts of this replica at the same time. */
    static final int ATTEMPTS_MAX = 32;

    /** The number of attempts for one organization from which on its deliveries wait, so that none takes all places. */
    static final int OF_ORGANIZATION_MAX = 8;

    /** The largest number of deliveries that one statement takes. */
    private static final int TAKEN_MAX = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(8);

    private final Vertx vertx;
    private final Pool pool;
    private final Context context;
    private final DeliveryStore store;
    private final WebhookSender sender;
    private final SecretCipher cipher;
    private final RetrySchedule retries;
    private final DeliveryMeters meters;
    private final SecureRandom random = new SecureRandom();
    private final Map<UUID, Integer> active = new HashMap<>();
    private final List<Promise<Void>> idle = new ArrayList<>();
    private final Duration poll;
    private final AtomicInteger attempts = new AtomicInteger();
    private long timer;
    private boolean taking;
    private boolean closed;

    public Deliveries(
            Vertx vertx, Pool pool, WebhookConfig config, AllowedAddresses addresses, MeterRegistry registry) {
        this.vertx = vertx;
        this.pool = pool;
        this.context = vertx.getOrCreateContext();
        this.store = new DeliveryStore(pool);
        this.sender = new WebhookSender(vertx, context, config, addresses);
        this.cipher = config.cipher();
        this.retries = new RetrySchedule(config.retryAfter());
        this.meters = new DeliveryMeters(registry);
        this.poll = config.poll();
        meters.active(attempts::get);
    }

    /** Starts to look at the queue. */
    public void start() {
        context.runOnContext(started -> timer = vertx.setPeriodic(poll.toMillis(), tick -> look()));
    }

    /** Sends a notice of type {@code webhook.test} to the webhook, once, and returns the id of its delivery. */
    public Future<UUID> test(UUID webhookId, JsonObject data) {
        return DeliveryStore.takeTest(pool, webhookId, NoticeType.TEST.label(), data)
                .compose(delivery -> onContext(() -> send(delivery))
                        .compose(attempt -> store.record(delivery, attempt, null))
                        .map(delivery.id()));
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(running -> work.get().onComplete(done));
        return done.future();
    }

    /** Takes no more, and completes when the running attempts have been recorded, or after some seconds. */
    public Future<Void> close() {
        Promise<Void> done = Promise.promise();
        context.runOnContext(closing -> {
            closed = true;
            vertx.cancelTimer(timer);
            if (attempts.get() == 0) {
                done.complete();
            } else {
                idle.add(done);
            }
        });
        return done.future()
                .timeout(CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .transform(ended -> sender.close());
    }

    private void look() {
        store.lagSeconds().onSuccess(meters::lag);
        takeMore();
    }

    private void takeMore() {
        int places = Math.min(TAKEN_MAX, ATTEMPTS_MAX - attempts.get());
        if (taking || closed || places <= 0) {
            return;
        }
        taking = true;
        List<UUID> busy = active.entrySet().stream()
                .filter(organization -> organization.getValue() >= OF_ORGANIZATION_MAX)
                .map(Map.Entry::getKey)
                .toList();
        store.take(busy, places)
                .onComplete(taken -> context.runOnContext(done -> {
                    taking = false;
                    if (taken.failed()) {
                        logFailed(taken.cause());
                    } else if (!taken.result().isEmpty()) {
                        taken.result().forEach(this::begin);
                        takeMore();
                    }
                }));
    }

    private void begin(Delivery delivery) {
        attempts.incrementAndGet();
        active.merge(delivery.organizationId(), 1, Integer::sum);
        send(delivery)
                .compose(attempt -> store.record(delivery, attempt, again(delivery, attempt)))
                .onComplete(recorded -> context.runOnContext(done -> {
                    if (recorded.failed()) {
                        logFailed(recorded.cause());
                    }
                    end(delivery);
                }));
    }

    private void end(Delivery delivery) {
        active.computeIfPresent(delivery.organizationId(), (id, number) -> number == 1 ? null : number - 1);
        if (attempts.decrementAndGet() == 0) {
            idle.forEach(Promise::tryComplete);
        }
        takeMore();
    }

    private @Nullable Duration again(Delivery delivery, Attempt attempt) {
        return attempt.isDelivered() || attempt.error() == AttemptError.DISABLED
                ? null
                : retries.after(delivery.attempts(), random).orElse(null);
    }

    /** Sends the delivery; never fails. */
    private Future<Attempt> send(Delivery delivery) {
        if (!delivery.wanted()) {
            return Future.succeededFuture(Attempt.failed(AttemptError.DISABLED, 0));
        }
        Optional<byte[]> secret = cipher.open(delivery.secret().getBytes(), secretOwner(delivery.webhookId()));
        Optional<ReceiverUrl> url = ReceiverUrl.parse(delivery.url());
        if (secret.isEmpty() || url.isEmpty()) {
            AttemptError error = secret.isEmpty() ? AttemptError.SECRET_UNREADABLE : AttemptError.ADDRESS_NOT_ALLOWED;
            return Future.succeededFuture(Attempt.failed(error, 0));
        }
        byte[] body = delivery.body().getBytes();
        long nowSeconds = System.currentTimeMillis() / 1_000;
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "raptor-comply-webhooks",
                WebhookSignature.ID,
                delivery.messageId(),
                WebhookSignature.TIMESTAMP,
                Long.toString(nowSeconds),
                WebhookSignature.SIGNATURE,
                WebhookSignature.of(secret.get(), delivery.messageId(), nowSeconds, body));
        return sender.send(url.get(), headers, delivery.body()).onSuccess(meters::ended);
    }

    /** Returns the name under which a webhook's secret is encrypted. */
    public static String secretOwner(UUID webhookId) {
        return "webhook:" + webhookId;
    }

    private static void logFailed(Throwable failure) {
        LOG.atWarn()
                .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                .log("Reading or writing the queue of webhooks failed");
    }
}
