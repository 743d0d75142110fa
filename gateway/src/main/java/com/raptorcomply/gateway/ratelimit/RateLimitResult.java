package com.raptorcomply.gateway.ratelimit;

/**
 * The result of charging one request.
 *
 * @param granted true if the request may pass
 * @param policy value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers)
 * @param state value of {@code RateLimit}
 * @param retryAfterSeconds after which a refused request may succeed, at least 1; 0 if granted
 */
public record RateLimitResult(
        ThrottleReason bucket, boolean granted, String policy, String state, long retryAfterSeconds) {}
