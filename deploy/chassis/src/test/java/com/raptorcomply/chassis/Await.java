package com.raptorcomply.chassis;

import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Blocks a test thread until a future completes or a condition holds, within a generous time limit. */
public final class Await {
    private static final int SECONDS_MAX = 60;

    /** Shorter than the time limit of any test that waits so, because only then does the failure say for what. */
    private static final Duration WITHIN = Duration.ofSeconds(45);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(1);

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

    /** Returns the failure of the future. */
    public static Throwable failure(Future<?> future) {
        return result(future.<Throwable>map(value -> new AssertionError("succeeded with " + value))
                .recover(Future::succeededFuture));
    }

    /** Tests the condition again and again until it is true; the failure names what was waited for. */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, WITHIN, condition);
    }

    public static void until(String what, Duration within, Callable<Boolean> condition) {
        await(what, within).until(condition);
    }

    /** Reads until the value is a wanted one, and gives it; a refused connection counts as no value yet. */
    public static <T> T until(String what, Duration within, Callable<T> read, Predicate<? super T> wanted) {
        return await(what, within)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(read, wanted);
    }

    /** Asks again and again until the future that {@code condition} gives is true; a failed one counts as false. */
    public static void untilTrue(String what, Supplier<Future<Boolean>> condition) {
        until(what, () -> result(condition.get().otherwise(false)));
    }

    private static ConditionFactory await(String what, Duration within) {
        return Awaitility.await(what).atMost(within).pollDelay(Duration.ZERO).pollInterval(POLL_INTERVAL);
    }
}
