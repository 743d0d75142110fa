package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.keyservice.client.key.TagKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one replica's part of the revocation protocol: the gateways' streams, the feed and the barrier. */
public final class RevocationProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(RevocationProtocol.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long SWEEP_MILLIS = 60_000;
    private static final long METER_MILLIS = 5_000;

    private final Vertx vertx;
    private final Pool pool;
    private final Duration changesKept;
    private final Leases leases;
    private final ChangeFeed feed;
    private final Revocations revocations;
    private final PgListener notices;
    private final LeaseStreamEndpoint sessions;
    private long lookTimer;
    private final LeaseMeters leaseMeters;
    private long sweepTimer;
    private long meterTimer;

    /** @param tagKeys the tag keys that every join sends to the gateway */
    public RevocationProtocol(
            Vertx vertx,
            Postgres postgres,
            RevocationSettings settings,
            TagKeys tagKeys,
            WarmGrants warmGrants,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.pool = postgres.pool();
        this.changesKept = settings.changesKept();
        this.leases = new PgLeases(postgres.pool(), warmGrants, settings.warmGrantsMax(), settings.changesMax());
        FeedMeters feedMeters = new FeedMeters(meters);
        this.feed = new ChangeFeed(vertx, postgres.pool(), feedMeters);
        this.revocations = new Revocations(new EventLoopExecutor(vertx), Receipts.in(postgres.pool()), leases, meters);
        this.leaseMeters = new LeaseMeters(postgres.pool(), meters);
        this.notices = new PgListener(
                vertx,
                postgres.connectOptions(),
                Map.of(ChangeLog.CHANNEL, feed::notified, PgLeases.CHANNEL, revocations::wake),
                PgListener.CHECK_MILLIS);
        feedMeters.listening(notices::isListening);
        this.sessions = new LeaseStreamEndpoint(leases, settings, tagKeys, feed, feedMeters);
    }

    /** Starts to listen and to watch. The database must be migrated. */
    public void start() {
        notices.listen();
        feed.readNow();
        revocations.start();
        lookTimer = vertx.setPeriodic(LOOK_MILLIS, look -> feed.readNow());
        sweepTimer = vertx.setPeriodic(SWEEP_MILLIS, sweep -> sweep());
        meterTimer = vertx.setPeriodic(METER_MILLIS, look -> leaseMeters.read());
    }

    /** Deletes expired rows, of one kind whether or not the other can be. Any number of replicas may do so at once. */
    private void sweep() {
        leases.sweep().onFailure(failure -> warn(failure, "Deleting closed gateway sessions failed"));
        ChangeLog.prune(pool, changesKept).onFailure(failure -> warn(failure, "Pruning changes failed"));
    }

    private static void warn(Throwable failure, String what) {
        LOG.atWarn().addKeyValue(LogKeys.REASON, FailureReason.of(failure)).log(what);
    }

    /**
     * Returns the handler of {@code GET /internal/sessions}. The gateway's credential must have been checked before.
     */
    public Handler<RoutingContext> sessions() {
        return sessions;
    }

    /** Returns the barrier, which waits for receipts. */
    public Revocations revocations() {
        return revocations;
    }

    public Future<Void> close() {
        vertx.cancelTimer(lookTimer);
        vertx.cancelTimer(sweepTimer);
        vertx.cancelTimer(meterTimer);
        revocations.close();
        return notices.close();
    }
}
