package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** As many steps as a list of millions has portions end, those that wait and those that are done at once. */
class ManyStepsOverflowNoStackTest {
    private static final int STEPS = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final AtomicInteger steps = new AtomicInteger();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void stepsThatWait() {
        repeat(() -> {
            Promise<Boolean> step = Promise.promise();
            context.runOnContext(later -> step.complete(steps.incrementAndGet() < STEPS));
            return step.future();
        });

        assertThat(steps).hasValue(STEPS);
    }

    @Test
    void stepsThatAreDoneAtOnce() {
        repeat(() -> Future.succeededFuture(steps.incrementAndGet() < STEPS));

        assertThat(steps).hasValue(STEPS);
    }

    @Test
    void theFirstFailureEndsThem() {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(begun -> Repeat.whileTrue(() ->
                        steps.incrementAndGet() < 3 ? Future.succeededFuture(true) : Future.failedFuture("no more"))
                .onComplete(ended));

        assertThat(Await.failure(ended.future())).hasMessage("no more");
        assertThat(steps).hasValue(3);
    }

    @Test
    void aLaterStepThatThrowsEndsThem() {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(begun -> Repeat.whileTrue(() -> {
                    if (steps.incrementAndGet() == 3) {
                        throw new IllegalStateException("broken");
                    }
                    Promise<Boolean> step = Promise.promise();
                    context.runOnContext(later -> step.complete(true));
                    return step.future();
                })
                .onComplete(ended));

        assertThat(Await.failure(ended.future())).hasMessage("broken");
    }

    private void repeat(Supplier<Future<Boolean>> step) {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(begun -> Repeat.whileTrue(step).onComplete(ended));
        Await.result(ended.future());
    }
}
