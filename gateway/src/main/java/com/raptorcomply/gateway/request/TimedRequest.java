package com.raptorcomply.gateway.request;

/**
 * The moments of one request, read once each. They are fields of the request itself, so that they cost no object.
 * Confined to its event loop.
 */
abstract class TimedRequest {
    /** The result if there is no such time. */
    public static final long NONE = -1;

    private final long begunNanos = System.nanoTime();
    private final long begunMillis = System.currentTimeMillis();
    private long untilForwardedNanos = NONE;
    private long upstreamNanos = NONE;

    /** Returns the monotonic clock in nanoseconds, read once when the head of the request was complete. */
    public final long begunNanos() {
        return begunNanos;
    }

    /** Returns the wall clock in milliseconds since the epoch, read at the same moment. */
    public final long begunMillis() {
        return begunMillis;
    }

    /** Notes that the request goes to its upstream now. */
    public final void forwarded() {
        untilForwardedNanos = System.nanoTime() - begunNanos;
    }

    /** Notes that the head of the upstream's response has come. */
    final void responded() {
        if (untilForwardedNanos != NONE) {
            upstreamNanos = System.nanoTime() - begunNanos - untilForwardedNanos;
        }
    }

    /**
     * Returns the gateway's own share of a request: until it was forwarded, or all of it.
     *
     * @param elapsedNanos the duration of the whole request
     */
    public final long ownNanos(long elapsedNanos) {
        return untilForwardedNanos == NONE ? elapsedNanos : untilForwardedNanos;
    }

    /** Returns the time from forwarding to the head of the upstream's response; {@link #NONE} if none has come. */
    public final long upstreamNanos() {
        return upstreamNanos;
    }
}
