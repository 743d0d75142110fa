package com.raptorcomply.local.step;

import com.raptorcomply.chassis.failure.FailureReason;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Blocks a thread that is not an event loop until a future completes. */
public final class Await {
    private static final int SECONDS_MAX = 60;

    private Await() {}

    /**
     * Waits for a future for at most a minute.
     *
     * @param what completes the sentence "Could not …"
     * @throws LocalRunException if the future fails or does not complete in time
     */
    public static <T> T until(Future<T> future, String what) {
        return until(future, what, Optional::empty);
    }

    /**
     * Waits for a future for at most a minute, or until there is a reason not to.
     *
     * @param what completes the sentence "Could not …"
     * @param trouble called each second; returns a reason why waiting is in vain
     * @throws LocalRunException if the future fails or does not complete in time, or if there is such a reason
     */
    public static <T> T until(Future<T> future, String what, Supplier<Optional<String>> trouble) {
        CompletableFuture<T> result = future.toCompletionStage().toCompletableFuture();
        for (int second = 1; second <= SECONDS_MAX; second++) {
            try {
                return result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                failOnTrouble(what, trouble);
            } catch (ExecutionException failed) {
                failOnTrouble(what, trouble);
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                throw new LocalRunException("Could not " + what + ": " + FailureReason.of(cause), cause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LocalRunException("Interrupted; could not " + what, interrupted);
            }
        }
        throw new LocalRunException("Could not " + what + " within " + SECONDS_MAX + " seconds");
    }

    private static void failOnTrouble(String what, Supplier<Optional<String>> trouble) {
        trouble.get().ifPresent(reason -> {
            throw new LocalRunException("Could not " + what + ": " + reason);
        });
    }
}
