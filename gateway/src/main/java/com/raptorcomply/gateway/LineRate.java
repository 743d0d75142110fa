package com.raptorcomply.gateway;

import java.util.concurrent.TimeUnit;

/**
 * Leave for so many lines a second on the average, and for a second's worth of them at once after a quiet time. When there is
 * more to tell, the lines are apart by equal times: had each second's first requests all of them, those would be the slow ones.
 * Confined to one event loop.
 */
final class LineRate {
    private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private double left;
    private long seenNanos;

    /** @param perSecond 0 for none */
    LineRate(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.left = perSecond;
        this.seenNanos = nowNanos;
    }

    boolean take(long nowNanos) {
        left = Math.min(perSecond, left + (nowNanos - seenNanos) * perSecond / SECOND_NANOS);
        seenNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
