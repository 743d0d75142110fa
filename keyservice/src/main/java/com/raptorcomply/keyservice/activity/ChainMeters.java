package com.raptorcomply.keyservice.activity;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the chains of activity in the background, one organization after the other, and shows how many do not hold
 * and when the last pass ended. A chain that is too long to be verified within a statement's time is skipped, and logged.
 * Any thread.
 */
public final class ChainMeters {
    private static final Logger LOG = LoggerFactory.getLogger(ChainMeters.class);
    private static final long FIRST_MILLIS = 10_000;
    private static final long EVERY_MILLIS = TimeUnit.HOURS.toMillis(1);

    /** The pause after each chain, so that the pass takes a small part of the database. */
    private static final long PAUSE_MILLIS = 50;

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String NEXT = "SELECT organization_id FROM activity_head WHERE organization_id > $1"
            + " ORDER BY organization_id LIMIT 1";

    private final Vertx vertx;
    private final Pool pool;
    private volatile long broken;
    private volatile long skipped;
    private volatile double verifiedSeconds;
    private volatile long timer;
    private volatile boolean closed;

    public ChainMeters(Vertx vertx, Pool pool, MeterRegistry meters) {
        this.vertx = vertx;
        this.pool = pool;
        Gauge.builder("activity.chains.broken", () -> broken)
                .description("Organizations whose chain of activity did not hold in the last pass")
                .register(meters);
        Gauge.builder("activity.chains.unverified", () -> skipped)
                .description("Organizations whose chain of activity the last pass could not verify")
                .register(meters);
        Gauge.builder("activity.chains.verified.timestamp", () -> verifiedSeconds)
                .baseUnit("seconds")
                .description("End of the last pass over all chains, in seconds since 1970; 0 before")
                .register(meters);
    }

    /** Verifies until {@link #close}. */
    public void start() {
        after(FIRST_MILLIS, this::pass);
    }

    private void pass() {
        verify().onComplete(done -> after(EVERY_MILLIS, this::pass));
    }

    private void after(long millis, Runnable step) {
        if (!closed) {
            timer = vertx.setTimer(millis, due -> step.run());
        }
    }

    /** Verifies every chain once. */
    public Future<Void> verify() {
        return verifyAfter(BEFORE_ALL, new Pass()).onFailure(failure -> LOG.atWarn()
                .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                .log("Verifying the chains of activity failed"));
    }

    private Future<Void> verifyAfter(UUID previous, Pass pass) {
        return pool.preparedQuery(NEXT).execute(Tuple.of(previous)).compose(rows -> {
            if (rows.size() == 0 || closed) {
                broken = pass.broken;
                skipped = pass.skipped;
                verifiedSeconds = Instant.now().getEpochSecond();
                return Future.succeededFuture();
            }
            UUID organization = rows.iterator().next().getUUID("organization_id");
            return verify(organization, pass)
                    .compose(verified -> vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                    .compose(paused -> verifyAfter(organization, pass));
        });
    }

    private Future<Void> verify(UUID organization, Pass pass) {
        return ChainReading.firstBroken(pool, organization)
                .map(found -> {
                    found.ifPresent(sequence -> broken(organization, sequence, pass));
                    return (Void) null;
                })
                .otherwise(failure -> {
                    pass.skipped++;
                    LOG.atWarn()
                            .addKeyValue(LogKeys.ORGANIZATION_ID, organization)
                            .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                            .log("Chain of activity could not be verified");
                    return null;
                });
    }

    private static void broken(UUID organization, long sequence, Pass pass) {
        pass.broken++;
        LOG.atError()
                .addKeyValue(LogKeys.ORGANIZATION_ID, organization)
                .addKeyValue(LogKeys.SEQUENCE, sequence)
                .log("Chain of activity does not hold");
    }

    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }

    /** The findings of a pass that is under way. */
    private static final class Pass {
        private long broken;
        private long skipped;
    }
}
