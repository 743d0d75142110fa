package com.raptorcomply.keyservice.key;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how many keys of each state and how many sessions there are, over all organizations. One statement a minute counts
 * them, up to a bound, so that neither scrapes nor a large table load the database. Each replica shows all. Any thread.
 */
public final class StockMeters {
    private static final Logger LOG = LoggerFactory.getLogger(StockMeters.class);
    private static final long FIRST_MILLIS = 2_000;
    private static final long EVERY_MILLIS = 60_000;

    /** The most rows that are counted of each table. */
    static final int ROWS_MAX = 1_000_000;

    /** The states of keys, which are columns of {@link #COUNT} too. */
    private static final List<String> STATES = List.of("active", "expired", "revoked");

    private static final String ENDING = "ending";
    private static final String SESSIONS = "sessions";
    private static final String CHANGES = "changes";

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())) AS active, \
              count(*) FILTER (WHERE revoked_at IS NULL AND expires_at <= now()) AS expired, \
              count(*) FILTER (WHERE revoked_at IS NOT NULL) AS revoked, \
              count(*) FILTER (WHERE revoked_at IS NULL AND expires_at > now() \
                AND expires_at < now() + make_interval(days => $2)) AS ending, \
              (SELECT count(*) FROM (SELECT FROM user_session WHERE expires_at > now() LIMIT $1) s) AS sessions, \
              (SELECT count(*) FROM (SELECT FROM change_log LIMIT $1) c) AS changes \
            FROM (SELECT revoked_at, expires_at FROM api_key LIMIT $1) AS k""";

    private final Vertx vertx;
    private final Pool pool;
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    private volatile long timer;
    private volatile boolean closed;

    public StockMeters(Vertx vertx, Pool pool, MeterRegistry meters) {
        this.vertx = vertx;
        this.pool = pool;
        for (String state : STATES) {
            Gauge.builder("keys", () -> count(state))
                    .description("Keys of all organizations, up to a million")
                    .tag("state", state)
                    .register(meters);
        }
        gauge(meters, "keys.ending.soon", "Valid keys that end within " + KeySummary.EXPIRING_DAYS + " days", ENDING);
        gauge(meters, "user.sessions", "Sessions of users that have not ended", SESSIONS);
        gauge(meters, "revocation.changes.kept", "Changes in the log that gateways can still read", CHANGES);
    }

    private void gauge(MeterRegistry meters, String name, String description, String count) {
        Gauge.builder(name, () -> count(count)).description(description).register(meters);
    }

    private long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** Counts until {@link #close}. */
    public void start() {
        schedule(FIRST_MILLIS);
    }

    private void schedule(long millis) {
        if (!closed) {
            timer = vertx.setTimer(millis, due -> read().onComplete(done -> schedule(EVERY_MILLIS)));
        }
    }

    /** Counts once. */
    public Future<Void> read() {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(ROWS_MAX, KeySummary.EXPIRING_DAYS))
                .onFailure(failure -> LOG.atWarn()
                        .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                        .log("Counting keys and sessions failed"))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    for (int i = 0; i < row.size(); i++) {
                        counts.put(row.getColumnName(i), row.getLong(i));
                    }
                    return null;
                });
    }

    public void close() {
        closed = true;
        vertx.cancelTimer(timer);
    }
}
