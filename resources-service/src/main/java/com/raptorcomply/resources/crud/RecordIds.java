package com.raptorcomply.resources.crud;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ids of new records: UUID version 7 (RFC 9562 section 5.7), so that records made together stand together in the index.
 * An id names a record and grants nothing, so its random part need not be unpredictable. Any thread.
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
