package com.raptorcomply.local.step;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting, on a thread that is not an event loop, for what runs on one. */
public final class Wait {
    private static final int SECONDS_MAX = 60;

    private Wait() {}

    /**
     * @param what finishes the sentence "Could not …"
     * @throws LocalRunException if it fails, or does not end in time
     */
    public static <T> T until(Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new LocalRunException("Could not " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException slow) {
            throw new LocalRunException("Could not " + what + " within " + SECONDS_MAX + " seconds", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted; could not " + what, interrupted);
        }
    }
}
