package com.raptorcomply.chassis.service;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/**
 * Repeats an asynchronous step. A step that composes the next one makes a chain of futures instead, which holds the results of
 * all steps in memory, and overflows the stack when the last of some thousands completes.
 */
public final class Repeat {
    private final Supplier<Future<Boolean>> step;
    private final Promise<Void> done = Promise.promise();

    private Repeat(Supplier<Future<Boolean>> step) {
        this.step = step;
    }

    /** Runs a step, and again each time that its future completes with true. Fails if a step fails or throws. */
    public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
        Repeat repeat = new Repeat(step);
        repeat.run();
        return repeat.done.future();
    }

    private void run() {
        Future<Boolean> next = attempt();
        while (next.isComplete() && next.succeeded() && next.result()) {
            next = attempt();
        }
        next.onComplete(more -> {
            if (more.failed()) {
                done.fail(more.cause());
            } else if (more.result()) {
                run();
            } else {
                done.complete();
            }
        });
    }

    private Future<Boolean> attempt() {
        try {
            return step.get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }
}
