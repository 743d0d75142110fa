package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs pieces of work one after another at an interval, never twice at a time in this process. A failure is logged, keeps no
 * other piece from running, and the next run tries again.
 */
public final class PeriodicTask {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final Vertx vertx;
    private final long timer;

    /**
     * A piece of work.
     *
     * @param failed the sentence that the log has after a failure, such as "Pruning old usage failed"
     */
    public record Work(String failed, Supplier<Future<Void>> run) {}

    /** Starts the timer, which runs until {@link #close}. The first run is after one interval. */
    public PeriodicTask(Vertx vertx, Duration interval, Work... works) {
        AtomicBoolean running = new AtomicBoolean();
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(interval.toMillis(), tick -> {
            if (running.compareAndSet(false, true)) {
                Future<Void> done = Future.succeededFuture();
                for (Work work : works) {
                    done = done.compose(before -> run(work));
                }
                done.onComplete(all -> running.set(false));
            }
        });
    }

    /** Runs it; never fails. */
    private static Future<Void> run(Work work) {
        return Future.succeededFuture()
                .compose(begun -> work.run().get())
                .onFailure(failure -> LOG.atWarn()
                        .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                        .log(work.failed()))
                .otherwiseEmpty();
    }

    /** Stops the timer. A run that has begun goes on. */
    public void close() {
        vertx.cancelTimer(timer);
    }
}
