package com.raptorcomply.keyservice.notice;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** Deletes old notices, with their deliveries. Any number of replicas may do so at once. */
public final class NoticeRetention {
    /** The largest number of notices that one statement deletes. */
    private static final int PRUNED_MAX = 5_000;

    private static final String PRUNE = "DELETE FROM notice WHERE id IN (SELECT id FROM notice"
            + " WHERE at < now() - make_interval(secs => $1) ORDER BY at LIMIT " + PRUNED_MAX + ")";

    private final Pool pool;
    private final Duration kept;

    /** @param kept the age after which a notice is deleted */
    public NoticeRetention(Pool pool, Duration kept) {
        this.pool = pool;
        this.kept = kept;
    }

    /** Deletes all notices that are too old. */
    public Future<Void> prune() {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of((double) kept.toSeconds()))
                .compose(rows -> rows.rowCount() < PRUNED_MAX ? Future.succeededFuture() : prune());
    }
}
