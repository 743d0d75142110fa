package com.raptorcomply.gateway.ratelimit;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;

/**
 * The result of charging one request.
 *
 * @param granted true if the request may pass
 * @param policy value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers)
 * @param state value of {@code RateLimit}
 * @param retryAfterSeconds after which a refused request may succeed, at least 1; 0 if granted
 */
public record RateLimitResult(
        ThrottleReason bucket, boolean granted, String policy, String state, long retryAfterSeconds) {
    private static final CharSequence RATE_LIMIT = AsciiString.cached("RateLimit");
    private static final CharSequence RATE_LIMIT_POLICY = AsciiString.cached("RateLimit-Policy");

    /** Sets the two rate-limit fields in the headers of a response. */
    public void setFields(MultiMap headers) {
        headers.set(RATE_LIMIT_POLICY, policy).set(RATE_LIMIT, state);
    }
}
