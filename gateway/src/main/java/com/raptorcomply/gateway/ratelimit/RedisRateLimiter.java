package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.gateway.auth.Permit;
import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits of keys and organizations counted in Redis, over all gateways together. While Redis does not answer, each
 * gateway counts its own share ({@link LocalRateLimiter}), beginning with full buckets; no request fails for Redis. Any thread.
 *
 * <pre>
 * answering ──error or time-out──▶ away: own share ──retry time over: one request asks──▶ answering
 *                                        ▲────────────────────────no answer──────────────╯
 * </pre>
 */
public final class RedisRateLimiter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisRateLimiter.class);

    private final Map<String, RateLimitPolicy> plans = new HashMap<>();
    private final RateLimitPolicy key;
    private final RateLimitPolicy organization;
    private final LocalRateLimiter own;
    private final LimitsConfig.RedisConfig redis;
    private final RedisBuckets buckets;
    private final LongAdder fallbacks = new LongAdder();
    private final AtomicLong retryAtNanos = new AtomicLong(System.nanoTime());
    private volatile boolean answering;

    /** One bucket that a request is charged to, and what it said. */
    private record Charge(RateLimitPolicy plan, AsyncBucketProxy bucket, Future<ConsumptionProbe> probe) {}

    /** @param own counts while Redis is away */
    public RedisRateLimiter(LimitsConfig settings, LimitsConfig.RedisConfig redis, LocalRateLimiter own) {
        settings.policies()
                .forEach((name, limit) ->
                        plans.put(name, new RateLimitPolicy(ThrottleReason.ROUTE_RATE_LIMIT, name, limit.limit())));
        this.redis = redis;
        this.own = own;
        this.key = new RateLimitPolicy(
                ThrottleReason.KEY_RATE_LIMIT, "key", settings.key().limit());
        this.organization = new RateLimitPolicy(
                ThrottleReason.ORGANIZATION_RATE_LIMIT,
                "organization",
                settings.organization().limit());
        this.buckets = new RedisBuckets(redis, settings.bucketsMax());
        askWhetherItIsThere();
    }

    /** As {@link LocalRateLimiter#take}; completes on the caller's event loop, and never fails. */
    public Future<RateLimitResult> take(Context loop, Permit permit, @Nullable String plan) {
        if (!answering && !mayTry()) {
            return Future.succeededFuture(alone(permit, plan));
        }
        if (!buckets.isConnected()) {
            askWhetherItIsThere();
            return Future.succeededFuture(alone(permit, plan));
        }
        List<Charge> charges;
        try {
            charges = charges(loop, permit.grant(), plan);
        } catch (RuntimeException rejected) {
            away(rejected);
            return Future.succeededFuture(alone(permit, plan));
        }
        Promise<RateLimitResult> told = Promise.promise();
        Future.all(charges.stream().map(Charge::probe).toList())
                .timeout(redis.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(done -> {
                    answers();
                    return settle(charges);
                })
                .otherwise(cause -> {
                    away(cause);
                    return alone(permit, plan);
                })
                .onComplete(counted -> loop.runOnContext(back -> told.handle(counted)));
        return told.future();
    }

    /** Requests that were counted without Redis. */
    public long fallbacks() {
        return fallbacks.sum();
    }

    /** Whether Redis answered when it was last asked. */
    public boolean isAnswering() {
        return answering;
    }

    @Override
    public void close() {
        buckets.close();
    }

    private RateLimitResult alone(Permit permit, @Nullable String plan) {
        fallbacks.increment();
        return own.take(permit, plan, System.nanoTime());
    }

    private List<Charge> charges(Context loop, Grant grant, @Nullable String plan) {
        List<Charge> charges = new ArrayList<>();
        RateLimit ofKey = grant.bounds().rateLimit();
        charges.add(charge(loop, "key", grant.keyId(), ofKey == null ? key : key.with(ofKey)));
        charges.add(charge(loop, "organization", grant.organization().id(), organization));
        RateLimitPolicy planned = plan == null ? null : plans.get(plan);
        if (plan != null && planned != null) {
            charges.add(charge(loop, "plan-" + plan, grant.keyId(), planned));
        }
        return charges;
    }

    private Charge charge(Context loop, String kind, UUID owner, RateLimitPolicy plan) {
        AsyncBucketProxy bucket = buckets.of(new RedisBuckets.Owner(kind, owner, plan.limit()), plan);
        return new Charge(plan, bucket, Future.fromCompletionStage(bucket.tryConsumeAndReturnRemaining(1), loop));
    }

    /** What one refuses is given back to the others. */
    private static RateLimitResult settle(List<Charge> charges) {
        boolean granted =
                charges.stream().allMatch(charge -> charge.probe().result().isConsumed());
        Charge told = charges.get(0);
        for (Charge charge : charges) {
            ConsumptionProbe probe = charge.probe().result();
            if (!granted && probe.isConsumed()) {
                charge.bucket().addTokens(1);
            }
            if (granted ? isTighter(charge, told) : !probe.isConsumed()) {
                told = charge;
            }
        }
        return told.plan().allowance(told.probe().result());
    }

    private static boolean isTighter(Charge charge, Charge other) {
        return charge.probe().result().getRemainingTokens()
                < other.probe().result().getRemainingTokens();
    }

    /** One request in each retry time. */
    private boolean mayTry() {
        long now = System.nanoTime();
        long at = retryAtNanos.get();
        return now - at >= 0
                && retryAtNanos.compareAndSet(at, now + redis.retryAfter().toNanos());
    }

    private void askWhetherItIsThere() {
        buckets.connect().whenComplete((connected, cause) -> {
            if (cause == null) {
                answers();
            } else {
                away(cause);
            }
        });
    }

    private void answers() {
        if (!answering) {
            answering = true;
            LOG.atInfo().log("Redis counts the limits");
        }
    }

    private void away(Throwable cause) {
        retryAtNanos.set(System.nanoTime() + redis.retryAfter().toNanos());
        if (answering) {
            answering = false;
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                    .log("Redis does not answer: limits are counted by each gateway alone");
        }
    }
}
