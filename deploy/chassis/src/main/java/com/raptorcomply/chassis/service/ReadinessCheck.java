package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.failure.FailureReason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One readiness check with its last answer; at most one probe is under way. */
final class ReadinessCheck {
    private final String name;
    private final Supplier<Future<CheckResult>> probe;
    private final Duration timeout;
    private final long freshForNanos;
    private @Nullable Future<CheckResult> latest;
    private long answeredNanos;

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
        if (known != null && (!known.isComplete() || System.nanoTime() - answeredNanos < freshForNanos)) {
            return known;
        }
        Promise<CheckResult> answer = Promise.promise();
        latest = answer.future();
        long timer = vertx.setTimer(
                timeout.toMillis(),
                id -> answered(answer, CheckResult.failing("No answer within " + timeout.toMillis() + " ms")));
        ask().otherwise(failure -> CheckResult.failing(describe(failure))).onSuccess(result -> {
            vertx.cancelTimer(timer);
            answered(answer, result);
        });
        return answer.future();
    }

    private Future<CheckResult> ask() {
        try {
            return probe.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private synchronized void answered(Promise<CheckResult> answer, CheckResult result) {
        answeredNanos = System.nanoTime();
        answer.tryComplete(result);
    }

    private static String describe(Throwable failure) {
        return "The check failed: " + FailureReason.kind(failure);
    }
}
