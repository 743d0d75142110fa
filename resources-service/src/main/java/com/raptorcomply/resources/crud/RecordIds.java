package com.raptorcomply.resources.crud;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Creates ids of new records: UUID version 7 (RFC 9562 section 5.7), so that records created together are adjacent in
 * the index. An id grants no access, so its random part may be predictable. Any thread.
 */
final class RecordIds {
    private static final long RANDOM_A_MASK = 0x0fffL;
    private static final long RANDOM_B_MASK = 0x3fff_ffff_ffff_ffffL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long VERSION = 0x7000L;

    private RecordIds() {}

    static UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (System.currentTimeMillis() << 16) | VERSION | (random.nextLong() & RANDOM_A_MASK);
        return new UUID(high, VARIANT | (random.nextLong() & RANDOM_B_MASK));
    }
}
