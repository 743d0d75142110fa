package com.raptorcomply.gateway.http.guard;

/**
 * Bounds the size of request bodies and the pace of sending and reading.
 *
 * @param bytesMax of a request body
 * @param graceMillis for a body, besides the time that its bytes so far take at {@code bytesPerSecondMin}
 * @param bytesPerSecondMin while the upstream accepts them
 * @param stalledMillis after which the gateway aborts a response of which the client reads nothing
 */
public record BodyLimits(long bytesMax, long graceMillis, int bytesPerSecondMin, long stalledMillis) {
    /** Returns the same bounds with another one of the size. */
    public BodyLimits withBytesMax(long other) {
        return new BodyLimits(other, graceMillis, bytesPerSecondMin, stalledMillis);
    }
}
