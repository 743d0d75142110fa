package com.raptorcomply.gateway.observe;

import com.raptorcomply.gateway.auth.KeyVerifier;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Times verifications at the key service, also those that fail. Any thread. */
public final class TimedVerifier {
    private TimedVerifier() {}

    /** Returns a verifier that times another one. */
    public static KeyVerifier of(KeyVerifier verifier, Timer timer) {
        return request -> {
            long begunNanos = System.nanoTime();
            return verifier.verify(request)
                    .onComplete(done -> timer.record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS));
        };
    }
}
