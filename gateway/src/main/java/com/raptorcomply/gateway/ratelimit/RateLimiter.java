package com.raptorcomply.gateway.ratelimit;

import com.raptorcomply.gateway.auth.Permit;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Limits request rates, of keys and organizations in Redis if it is configured, else within this gateway. Limits of client
 * addresses are always local. Any thread.
 */
public final class RateLimiter {
    private final LocalRateLimiter local;
    private final @Nullable RedisRateLimiter redis;

    /** @param redis null if Redis is not configured */
    public RateLimiter(LocalRateLimiter local, @Nullable RedisRateLimiter redis) {
        this.local = local;
        this.redis = redis;
    }

    /**
     * Charges a request as {@link LocalRateLimiter#take} does; returns null if {@link #takeFromRedis} must charge it. This path
     * makes no future, because it is taken for every request.
     *
     * @param policy name of the route's policy; null without one
     * @param now on the monotonic clock in nanoseconds, read for this request
     */
    public @Nullable RateLimitResult takeLocally(Permit permit, @Nullable String policy, long now) {
        return redis == null ? local.take(permit, policy, now) : null;
    }

    /**
     * Charges a request in Redis. Completes on the caller's event loop and never fails.
     *
     * @throws IllegalStateException if Redis is not configured
     */
    public Future<RateLimitResult> takeFromRedis(Context loop, Permit permit, @Nullable String policy) {
        if (redis == null) {
            throw new IllegalStateException("Redis is not configured");
        }
        return redis.take(loop, permit, policy);
    }

    /** Charges a request on a public route to its client address. */
    public RateLimitResult takePublic(InetAddress client, long now) {
        return local.takeOpen(client, now);
    }

    /** Charges a request without a valid key to its client address. */
    public RateLimitResult takeBadKey(InetAddress client, long now) {
        return local.takeRefused(client, now);
    }
}
