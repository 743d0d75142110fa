package com.raptorcomply.acceptance.fleet;

/** Gives traffic and faults their pace. A wait for a condition is {@code Await}'s. */
final class Waits {
    private Waits() {}

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
