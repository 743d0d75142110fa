package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.service.PeriodicTask.Work;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicTaskGoesOnAfterAFailureTest {
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void ofItsFuture() {
        runsAgain(() -> Future.failedFuture("the database is down"));
    }

    @Test
    void thatIsThrown() {
        runsAgain(() -> {
            throw new IllegalStateException("a fault of the program");
        });
    }

    @Test
    void ofTheWorkBeforeIt() {
        PeriodicTask task = new PeriodicTask(
                vertx,
                INTERVAL,
                new Work("The first failed", () -> Future.failedFuture("a table is locked")),
                new Work("The second failed", () -> {
                    runs.incrementAndGet();
                    return Future.succeededFuture();
                }));
        Await.until("the second runs after the first", () -> runs.get() > 0);
        task.close();
    }

    @Test
    void butDoesNotRunTwiceAtATime() {
        Promise<Void> first = Promise.promise();
        PeriodicTask task = task(first::future);
        Await.result(vertx.timer(20 * INTERVAL.toMillis()));
        assertThat(runs).hasValue(1);

        first.complete();
        Await.until("the next run", () -> runs.get() > 1);
        task.close();
    }

    private void runsAgain(Supplier<Future<Void>> work) {
        PeriodicTask task = task(work);
        Await.until("the third run", () -> runs.get() >= 3);
        task.close();
    }

    private PeriodicTask task(Supplier<Future<Void>> work) {
        return new PeriodicTask(vertx, INTERVAL, new Work("Work of the test failed", () -> {
            runs.incrementAndGet();
            return work.get();
        }));
    }
}
