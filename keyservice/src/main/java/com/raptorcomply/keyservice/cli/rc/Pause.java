package com.raptorcomply.keyservice.cli.rc;

/** Waits between two looks. */
final class Pause {
    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RcException(ExitStatus.FAILED, "interrupted");
        }
    }
}
