package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.failure.FailureReason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs one readiness check and keeps a result that passed for a while. At most one probe runs at a time. */
final class ReadinessCheck {
    private final String name;
    private final Supplier<Future<CheckResult>> probe;
    private final Duration timeout;
    private final long freshForNanos;
    private @Nullable Future<CheckResult> latest;
    private long completedNanos;

    ReadinessCheck(String name, Supplier<Future<CheckResult>> probe, Duration timeout, Duration freshFor) {
        this.name = name;
        this.probe = probe;
        this.timeout = timeout;
        this.freshForNanos = freshFor.toNanos();
    }

    String name() {
        return name;
    }

    synchronized Future<CheckResult> result(Vertx vertx) {
        Future<CheckResult> known = latest;
        if (known != null && (!known.isComplete() || (known.result().passed() && isFresh()))) {
            return known;
        }
        Promise<CheckResult> promise = Promise.promise();
        latest = promise.future();
        long timer = vertx.setTimer(
                timeout.toMillis(),
                id -> complete(promise, CheckResult.failing("Not completed within " + timeout.toMillis() + " ms")));
        startProbe()
                .otherwise(failure -> CheckResult.failing(describe(failure)))
                .onSuccess(result -> {
                    vertx.cancelTimer(timer);
                    complete(promise, result);
                });
        return promise.future();
    }

    private boolean isFresh() {
        return System.nanoTime() - completedNanos < freshForNanos;
    }

    private Future<CheckResult> startProbe() {
        try {
            return probe.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private synchronized void complete(Promise<CheckResult> promise, CheckResult result) {
        completedNanos = System.nanoTime();
        promise.tryComplete(result);
    }

    private static String describe(Throwable failure) {
        return "The check failed: " + FailureReason.kind(failure);
    }
}
