package com.raptorcomply.keyservice.notice;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes old notices, with their deliveries, each hour. Any number of replicas may do so at once. */
public final class NoticeRetention {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeRetention.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /** The largest number of notices that one statement deletes. */
    private static final int PRUNED_MAX = 5_000;

    private static final String PRUNE = "DELETE FROM notice WHERE id IN (SELECT id FROM notice"
            + " WHERE at < now() - make_interval(secs => $1) ORDER BY at LIMIT " + PRUNED_MAX + ")";

    private final Vertx vertx;
    private final Pool pool;
    private final Duration kept;
    private final long timer;

    /** Starts the timer, which runs until {@link #close}. */
    public NoticeRetention(Vertx vertx, Pool pool, Duration kept) {
        this.vertx = vertx;
        this.pool = pool;
        this.kept = kept;
        this.timer = vertx.setPeriodic(EVERY.toMillis(), hour -> prune().onFailure(failure -> LOG.atWarn()
                .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                .log("Pruning old notices failed")));
    }

    /** Deletes all notices that are too old. */
    public Future<Void> prune() {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of((double) kept.toSeconds()))
                .compose(rows -> rows.rowCount() < PRUNED_MAX ? Future.succeededFuture() : prune());
    }

    public void close() {
        vertx.cancelTimer(timer);
    }
}
