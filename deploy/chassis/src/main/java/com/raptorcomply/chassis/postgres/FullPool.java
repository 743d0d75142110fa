package com.raptorcomply.chassis.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps all connections of a pool open. The pool binds a request that finds none idle to the one that it opens for it, even
 * when others become idle before. On a busy machine opening takes seconds, and the request fails. So connections open before
 * the service counts as ready, and those that the pool, the database or the network has closed open again. Any thread.
 */
final class FullPool {
    /** Shorter than the time after which the pool and the socket close an idle connection. */
    private static final int PERIOD_MILLIS = 5_000;

    private final Vertx vertx;
    private final Pool pool;
    private final PoolCounts counts;
    private final int size;
    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final long timer;

    /** @param size the most connections of the pool */
    FullPool(Vertx vertx, Pool pool, PoolCounts counts, int size) {
        this.vertx = vertx;
        this.pool = pool;
        this.counts = counts;
        this.size = size;
        this.timer = vertx.setPeriodic(PERIOD_MILLIS, id -> fill());
    }

    /** Opens connections on this event loop, too, in turn with the others. Before the first call none open. */
    void openOn(Context loop) {
        loops.add(loop);
    }

    /**
     * Opens the missing connections, and has each idle one answer, so that it stays open. Completes when all have; never
     * fails, because the pool opens on demand what is missing then.
     */
    Future<Void> fill() {
        List<Future<Void>> answers = new ArrayList<>();
        for (int taken = counts.used(); taken < size && !loops.isEmpty(); taken++) {
            Promise<Void> answer = Promise.promise();
            loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()))
                    .runOnContext(here -> answer().onComplete(answer));
            answers.add(answer.future());
        }
        return Future.join(answers).transform(done -> Future.succeededFuture());
    }

    void close() {
        vertx.cancelTimer(timer);
    }

    private Future<Void> answer() {
        return pool.getConnection()
                .compose(connection -> connection.query("SELECT 1").execute().eventually(connection::close))
                .mapEmpty();
    }
}
