package com.raptorcomply.chassis;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Lets a test thread wait for futures and conditions, within a bound that is far past what any of them needs. */
public final class Await {
    private static final int SECONDS_MAX = 60;
    private static final long POLL_NANOS = 5_000_000;

    private Await() {}

    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the future fails with. */
    public static Throwable failure(Future<?> future) {
        return result(future.<Throwable>map(value -> new AssertionError("succeeded with " + value))
                .recover(Future::succeededFuture));
    }

    /** Asks again and again until the future that {@code condition} gives is true; a failed one counts as false. */
    public static void until(Supplier<Future<Boolean>> condition) {
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
        while (!result(condition.get().otherwise(false))) {
            if (System.nanoTime() - endNanos > 0) {
                throw new AssertionError("Not within " + SECONDS_MAX + " seconds");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
