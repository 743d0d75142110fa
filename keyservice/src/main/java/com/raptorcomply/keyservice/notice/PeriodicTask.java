package com.raptorcomply.keyservice.notice;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work again and again, never twice at a time in this process. A failure is logged, and the next run tries again. */
public final class PeriodicTask {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final Vertx vertx;
    private final long timer;

    /** Starts the timer, which runs until {@link #close}. */
    public PeriodicTask(Vertx vertx, Duration every, Supplier<Future<Void>> work) {
        AtomicBoolean running = new AtomicBoolean();
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(every.toMillis(), tick -> {
            if (running.compareAndSet(false, true)) {
                work.get().onComplete(done -> {
                    running.set(false);
                    if (done.failed()) {
                        LOG.atWarn()
                                .addKeyValue(LogKeys.REASON, FailureReason.of(done.cause()))
                                .log("Writing notices of keys failed");
                    }
                });
            }
        });
    }

    public void close() {
        vertx.cancelTimer(timer);
    }
}
