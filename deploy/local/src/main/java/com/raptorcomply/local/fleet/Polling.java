package com.raptorcomply.local.fleet;

import com.raptorcomply.local.step.LocalRunException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition of another process. */
final class Polling {
    private Polling() {}

    /**
     * Waits until the condition holds.
     *
     * @param what completes "Waited in vain until …"
     */
    static void until(String what, int millisMax, int pauseMillis, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new LocalRunException("Waited in vain until " + what);
            }
            try {
                Thread.sleep(pauseMillis);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LocalRunException("Interrupted before " + what, interrupted);
            }
        }
    }
}
