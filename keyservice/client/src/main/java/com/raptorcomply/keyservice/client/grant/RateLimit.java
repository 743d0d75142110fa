package com.raptorcomply.keyservice.client.grant;

/**
 * A key's own token bucket, which replaces that of the policy for keys. All values are positive.
 *
 * @param requests tokens added in each period
 * @param burst capacity of the bucket in tokens
 */
public record RateLimit(long requests, long periodMillis, long burst) {
    public RateLimit {
        if (requests < 1 || periodMillis < 1 || burst < 1) {
            throw new IllegalArgumentException("A rate limit's requests, period and burst must be positive");
        }
    }
}
