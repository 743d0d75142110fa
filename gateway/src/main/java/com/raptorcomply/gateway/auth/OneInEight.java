package com.raptorcomply.gateway.auth;

/**
 * One request in eight, by the time that it came at. A cache that is told of that sample lets go of the same entries as one that
 * is told of all uses, for an eighth of the work: each use moves an entry in a list, and so touches three others.
 */
public final class OneInEight {
    /** Microseconds about: finer digits are not random on every machine. */
    private static final int SHIFT = 10;

    private static final int MASK = 7;

    private OneInEight() {}

    public static boolean is(long monotonicNanos) {
        return ((monotonicNanos >> SHIFT) & MASK) == 0;
    }
}
