package com.raptorcomply.gateway;

import com.raptorcomply.chassis.http.RequestId;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id of each request. It names, and protects nothing: a fast generator is enough, and the secure one takes a lock. */
final class RequestIds {
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RequestIds() {}

    /** The client's own id when it is harmless, else a new random UUID. */
    static String of(@Nullable String sent) {
        if (sent != null && RequestId.isAcceptable(sent)) {
            return sent;
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & VERSION_MASK) | VERSION_4;
        long low = (random.nextLong() & VARIANT_MASK) | VARIANT;
        return new UUID(high, low).toString();
    }
}
