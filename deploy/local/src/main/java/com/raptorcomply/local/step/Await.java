package com.raptorcomply.local.step;

import com.raptorcomply.chassis.failure.FailureReason;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waiting, on a thread that is not an event loop, for what runs on one. */
public final class Await {
    private static final int SECONDS_MAX = 60;

    private Await() {}

    /**
     * @param what finishes the sentence "Could not …"
     * @throws LocalRunException if it fails, or does not end in time
     */
    public static <T> T until(Future<T> future, String what) {
        return until(future, what, Optional::empty);
    }

    /**
     * @param trouble asked each second for a reason why waiting is in vain
     * @throws LocalRunException if it fails, does not end in time, or waits in vain
     */
    public static <T> T until(Future<T> future, String what, Supplier<Optional<String>> trouble) {
        CompletableFuture<T> result = future.toCompletionStage().toCompletableFuture();
        for (int second = 1; second <= SECONDS_MAX; second++) {
            try {
                return result.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                refuse(what, trouble);
            } catch (ExecutionException failed) {
                refuse(what, trouble);
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                throw new LocalRunException("Could not " + what + ": " + FailureReason.of(cause), cause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LocalRunException("Interrupted; could not " + what, interrupted);
            }
        }
        throw new LocalRunException("Could not " + what + " within " + SECONDS_MAX + " seconds");
    }

    private static void refuse(String what, Supplier<Optional<String>> trouble) {
        trouble.get().ifPresent(reason -> {
            throw new LocalRunException("Could not " + what + ": " + reason);
        });
    }
}
