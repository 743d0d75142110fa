package com.raptorcomply.keyservice.usage;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old days periodically. Any number of replicas may do so at once. */
public final class UsageRetention {
    private static final Logger LOG = LoggerFactory.getLogger(UsageRetention.class);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Vertx vertx;
    private final UsageStore store;
    private final long timer;

    /** Starts the timer, which runs until {@link #close}. */
    public UsageRetention(Vertx vertx, UsageStore store) {
        this.vertx = vertx;
        this.store = store;
        this.timer = vertx.setPeriodic(EVERY.toMillis(), hour -> prune());
    }

    public void close() {
        vertx.cancelTimer(timer);
    }

    private void prune() {
        store.prune().onFailure(failure -> LOG.atWarn()
                .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                .log("Pruning old usage failed"));
    }
}
