package com.raptorcomply.resources.crud;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Creates ids of new records: UUID version 7 (RFC 9562 section 5.7), so that records created together are adjacent in
 * the index. An id grants no access, so its random part may be predictable. Any thread.
 */
public final class RecordIds {
    private static final long RANDOM_A_MASK = 0x0fffL;
    private static final long RANDOM_B_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VERSION = 0x7000L;

    private static final int NUMBER_SHIFT = 36;

    private RecordIds() {}

    public static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | VERSION | (random.nextLong() & RANDOM_A_MASK);
        return new UUID(high, VARIANT | (random.nextLong() & RANDOM_B_MASK));
    }

    /**
     * Returns the id of one of several records that are created together, in the order of their numbers (RFC 9562 section
     * 6.2, method 1).
     *
     * @param together an id of {@link #next}, which is the same for all of them
     * @param number from 1 to some millions
     */
    public static UUID next(UUID together, int number) {
        long random = ThreadLocalRandom.current().nextLong() & ((1L << NUMBER_SHIFT) - 1);
        return new UUID(together.getMostSignificantBits(), VARIANT | ((long) number << NUMBER_SHIFT) | random);
    }
}
