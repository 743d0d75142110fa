package com.raptorcomply.gateway.auth;

/**
 * Samples one request in eight by its time. A cache that sees the sample removes nearly the same entries as one that
 * sees all uses. It does an eighth of the work, because each use moves an entry in a linked list.
 */
public final class OneInEight {
    /** Selects about microseconds, because finer digits are not random on every machine. */
    private static final int SHIFT = 10;

    private static final int MASK = 7;

    private OneInEight() {}

    public static boolean sample(long monotonicNanos) {
        return ((monotonicNanos >> SHIFT) & MASK) == 0;
    }
}
