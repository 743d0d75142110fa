package com.raptorcomply.acceptance.fleet;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting, within bounds. */
final class Waits {
    private static final long PAUSE_MILLIS = 10;

    private Waits() {}

    static void until(Duration within, String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within " + within + ": " + what);
            }
            pause(PAUSE_MILLIS);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
