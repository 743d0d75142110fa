package com.raptorcomply.gateway.ratelimit;

/**
 * What a bucket said to one request.
 *
 * @param bucket the limit that it speaks of, which is the reason if it refuses
 * @param granted whether the request may go on
 * @param policy the value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers)
 * @param state the value of {@code RateLimit}
 * @param retryAfterSeconds after which a refused request may succeed, at least 1; 0 when granted
 */
public record RateLimitResult(
        ThrottleReason bucket, boolean granted, String policy, String state, long retryAfterSeconds) {}
