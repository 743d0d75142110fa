package com.raptorcomply.resources.directory;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.service.CoalescedRead;
import com.raptorcomply.resources.directory.DirectoryStore.Position;
import com.raptorcomply.resources.keyservice.KeyServiceClient;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the key service's directory by long polling, and keeps its own copy, so that people can be checked while the
 * key service is away. Any number of replicas follow into one database. Any thread.
 */
public final class DirectoryFollower {
    /** The longest time in seconds for which one request waits for a change. */
    private static final int WAIT_SECONDS = 25;

    private static final int ANSWER_MILLIS_MAX = 3_000;
    private static final int RETRY_MILLIS = 1_000;

    /** Reads so many parts of 1,000 entries for one unknown person. */
    private static final int READS_MAX = 100;

    /** The bytes of 1,000 entries of the longest names. */
    private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryFollower.class);

    private final Vertx vertx;
    private final KeyServiceClient keyService;
    private final DirectoryStore store;
    private final CoalescedRead refreshes = new CoalescedRead(() -> catchUp(READS_MAX));
    private volatile boolean closed;
    private volatile boolean failing;
    private volatile long currentNanos = System.nanoTime();

    public DirectoryFollower(Vertx vertx, KeyServiceClient keyService, Pool pool, MeterRegistry meters) {
        this.vertx = vertx;
        this.keyService = keyService;
        this.store = new DirectoryStore(pool);
        Gauge.builder(
                        "resources.directory.age",
                        this,
                        follower -> (System.nanoTime() - follower.currentNanos) / (double) TimeUnit.SECONDS.toNanos(1))
                .baseUnit("seconds")
                .description("Time since the key service last confirmed the copy of organizations and people.")
                .register(meters);
    }

    /** Follows until {@link #close}. */
    public void start() {
        vertx.runOnContext(started -> follow());
    }

    /** Reads what changed until this call, for a person that is not known. Fails if the key service does not respond. */
    public Future<Void> refresh() {
        return refreshes.read();
    }

    public Future<Void> close() {
        closed = true;
        return keyService.close();
    }

    private void follow() {
        step(WAIT_SECONDS).onComplete(read -> {
            if (closed) {
                return;
            }
            if (read.succeeded()) {
                recovered();
                follow();
            } else {
                failed(read.cause());
                vertx.setTimer(RETRY_MILLIS, later -> follow());
            }
        });
    }

    /** Reads until nothing is left, because one answer may have a part of the changes only. */
    private Future<Void> catchUp(int readsMax) {
        return step(0).compose(changed -> {
            if (!changed) {
                return Future.succeededFuture();
            }
            return readsMax == 1
                    ? Future.failedFuture("The directory changes faster than it is read")
                    : catchUp(readsMax - 1);
        });
    }

    /** Reads and stores the next changes, and returns true if there were any. */
    private Future<Boolean> step(int waitSeconds) {
        return store.position()
                .compose(position -> keyService
                        .get(path(position, waitSeconds), waitSeconds * 1_000 + ANSWER_MILLIS_MAX, ANSWER_BYTES_MAX)
                        .compose(body -> store.apply(position, body.toJsonObject())))
                .onSuccess(changed -> currentNanos = System.nanoTime());
    }

    private static String path(Position position, int waitSeconds) {
        String path = "/internal/directory?wait=" + waitSeconds + "&after=" + position.sequence();
        return position.epoch() == null ? path : path + "&epoch=" + position.epoch();
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.atInfo().log("Directory is followed again");
        }
    }

    private void failed(Throwable cause) {
        if (!failing) {
            failing = true;
            LOG.atWarn()
                    .addKeyValue(LogKeys.REASON, FailureReason.of(cause))
                    .log("Directory cannot be followed: people made meanwhile are not known");
        }
    }
}
