package com.raptorcomply.keyservice.client.grant;

/**
 * A token bucket of a key's own, in place of its plan's. All are positive.
 *
 * @param requests tokens that a period brings
 * @param burst tokens that the bucket holds
 */
public record RateLimit(long requests, long periodMillis, long burst) {
    public RateLimit {
        if (requests < 1 || periodMillis < 1 || burst < 1) {
            throw new IllegalArgumentException("A rate limit's requests, period and burst are positive");
        }
    }
}
