package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.chassis.breaker.CircuitBreaker;
import com.raptorcomply.chassis.breaker.CircuitState;
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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits the request rates of keys and organizations over all gateways together, by counts in Redis. While Redis does
 * not respond, each gateway applies its own part ({@link LocalRateLimiter}), starting with full buckets: a {@link
 * CircuitBreaker} opens at the first failure, and lets one request or connect try again after each retry interval. No
 * request fails because of Redis. Any thread.
 */
public final class RedisRateLimiter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisRateLimiter.class);
    private static final int FAILURES_MAX = 1;
    private static final int TRIALS = 1;

    private final Map<String, RateLimitPolicy> policies = new HashMap<>();
    private final RateLimitPolicy key;
    private final RateLimitPolicy organization;
    private final LocalRateLimiter local;
    private final LimitsConfig.RedisConfig redis;
    private final RedisBuckets buckets;
    private final LongAdder fallbacks = new LongAdder();
    private final CircuitBreaker breaker;

    /** One bucket that a request charges, with its result. */
    private record Charge(RateLimitPolicy policy, AsyncBucketProxy bucket, Future<ConsumptionProbe> probe) {}

    /** @param local limits while Redis does not respond */
    public RedisRateLimiter(LimitsConfig settings, LimitsConfig.RedisConfig redis, LocalRateLimiter local) {
        settings.policies()
                .forEach((name, limit) ->
                        policies.put(name, new RateLimitPolicy(ThrottleReason.ROUTE_RATE_LIMIT, name, limit.limit())));
        this.redis = redis;
        this.local = local;
        long retryMillis = redis.retryAfter().toMillis();
        this.breaker = new CircuitBreaker(FAILURES_MAX, retryMillis, retryMillis, TRIALS);
        this.key = new RateLimitPolicy(
                ThrottleReason.KEY_RATE_LIMIT, "key", settings.key().limit());
        this.organization = new RateLimitPolicy(
                ThrottleReason.ORGANIZATION_RATE_LIMIT,
                "organization",
                settings.organization().limit());
        this.buckets = new RedisBuckets(redis, settings.bucketsMax());
        connect(breaker.take(System.nanoTime()));
    }

    /**
     * Charges a request as {@link LocalRateLimiter#take} does. Completes on the caller's event loop and never fails.
     */
    public Future<RateLimitResult> take(Context loop, Permit permit, @Nullable String policy) {
        int ticket = breaker.take(System.nanoTime());
        if (ticket == CircuitBreaker.REFUSED) {
            return Future.succeededFuture(takeLocally(permit, policy));
        }
        if (!buckets.isConnected()) {
            connect(ticket);
            return Future.succeededFuture(takeLocally(permit, policy));
        }
        List<Charge> charges;
        try {
            charges = charges(loop, permit.grant(), policy);
        } catch (RuntimeException rejected) {
            onFailure(ticket, rejected);
            return Future.succeededFuture(takeLocally(permit, policy));
        }
        Promise<RateLimitResult> promise = Promise.promise();
        Future.all(charges.stream().map(Charge::probe).toList())
                .timeout(redis.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .map(done -> {
                    onSuccess(ticket);
                    return settle(charges);
                })
                .otherwise(cause -> {
                    onFailure(ticket, cause);
                    return takeLocally(permit, policy);
                })
                .onComplete(counted -> loop.runOnContext(back -> promise.handle(counted)));
        return promise.future();
    }

    /** Returns the number of requests counted without Redis. */
    public long fallbacks() {
        return fallbacks.sum();
    }

    /** Returns true if Redis responded to the last request. */
    public boolean isAvailable() {
        return buckets.isConnected() && breaker.state() == CircuitState.CLOSED;
    }

    @Override
    public void close() {
        buckets.close();
    }

    private RateLimitResult takeLocally(Permit permit, @Nullable String policy) {
        fallbacks.increment();
        return local.take(permit, policy, System.nanoTime());
    }

    private List<Charge> charges(Context loop, Grant grant, @Nullable String policy) {
        List<Charge> charges = new ArrayList<>();
        RateLimit ofKey = grant.bounds().rateLimit();
        charges.add(charge(loop, "key", grant.keyId(), ofKey == null ? key : key.with(ofKey)));
        charges.add(charge(loop, "organization", grant.organization().id(), organization));
        RateLimitPolicy ofRoute = policy == null ? null : policies.get(policy);
        if (policy != null && ofRoute != null) {
            charges.add(charge(loop, "plan-" + policy, grant.keyId(), ofRoute));
        }
        return charges;
    }

    private Charge charge(Context loop, String kind, UUID owner, RateLimitPolicy policy) {
        AsyncBucketProxy bucket = buckets.get(new RedisBuckets.Owner(kind, owner, policy.limit()), policy);
        return new Charge(policy, bucket, Future.fromCompletionStage(bucket.tryConsumeAndReturnRemaining(1), loop));
    }

    /** Combines the results. If one bucket refuses, the others get their token back. */
    private static RateLimitResult settle(List<Charge> charges) {
        boolean granted =
                charges.stream().allMatch(charge -> charge.probe().result().isConsumed());
        Charge reported = charges.get(0);
        for (Charge charge : charges) {
            ConsumptionProbe probe = charge.probe().result();
            if (!granted && probe.isConsumed()) {
                charge.bucket().addTokens(1);
            }
            if (granted ? isTighter(charge, reported) : !probe.isConsumed()) {
                reported = charge;
            }
        }
        return reported.policy().result(reported.probe().result());
    }

    private static boolean isTighter(Charge charge, Charge other) {
        return charge.probe().result().getRemainingTokens()
                < other.probe().result().getRemainingTokens();
    }

    private void connect(int ticket) {
        CompletionStage<?> connecting = buckets.connect();
        if (connecting == null) {
            breaker.released(ticket);
            return;
        }
        connecting.whenComplete((connected, cause) -> {
            if (cause == null) {
                breaker.succeeded(ticket);
                logAvailable();
            } else {
                onFailure(ticket, cause);
            }
        });
    }

    private void onSuccess(int ticket) {
        if (breaker.succeeded(ticket)) {
            logAvailable();
        }
    }

    private static void logAvailable() {
        LOG.atInfo().log("Rate limits use Redis");
    }

    private void onFailure(int ticket, Throwable cause) {
        if (breaker.failed(ticket, System.nanoTime())) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                    .log("Redis does not respond: each gateway limits by itself");
        }
    }
}
