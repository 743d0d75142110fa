package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Grant;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import com.raptorcomply.keyservice.client.protocol.Message.Join;
import com.raptorcomply.keyservice.client.protocol.Message.Renew;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.stamp.StampKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Implements {@link Leases} in PostgreSQL. All transactions use READ COMMITTED, so a statement after the lock sees the
 * changes that the lock waited for.
 */
final class PgLeases implements Leases {
    /** The channel that is notified, with the session, when a row has applied a higher sequence. */
    static final String CHANNEL = "gateway_lease";

    private static final String LOCK_SHARED = "SELECT pg_advisory_xact_lock_shared($1)";
    private static final String HEAD = "SELECT epoch::text AS epoch, sequence FROM change_head";

    private static final String REGISTER_KEY = """
            INSERT INTO gateway_key (kid, public_key) VALUES ($1, $2) \
            ON CONFLICT (kid) DO UPDATE SET expires_at = NULL""";

    private static final String INSERT = """
            INSERT INTO gateway_lease (session, gateway, epoch, kid, applied, term_millis, grace_millis, margin_millis) \
            VALUES ($1, $2, $3::text::uuid, $4, $5, $6, $7, $8)""";

    private static final String RENEW = """
            WITH before AS (SELECT applied FROM gateway_lease WHERE session = $1), \
            renewed AS (UPDATE gateway_lease l \
              SET applied = greatest(l.applied, $2), renewals = l.renewals + 1, renewed_at = clock_timestamp() \
              FROM change_head h WHERE l.session = $1 AND l.closed_at IS NULL AND l.epoch = h.epoch \
              RETURNING l.session) \
            SELECT h.epoch::text AS epoch, h.sequence AS head, (SELECT sequence FROM change_floor) AS floor, \
              (SELECT count(*) FROM renewed) AS renewed, (SELECT applied FROM before) < $2 AS moved, \
              (SELECT count(*)::int FROM gateway_lease WHERE closed_at IS NULL) AS gateways, c.sequence, c.subject_kind, c.subject_id \
            FROM change_head h LEFT JOIN LATERAL \
              (SELECT * FROM change_log WHERE sequence > $2 ORDER BY sequence LIMIT $3) c ON true \
            ORDER BY c.sequence""";

    private static final String COUNT_OPEN =
            "SELECT count(*)::int AS gateways FROM gateway_lease WHERE closed_at IS NULL";

    /**
     * Notifies apart from the renewal. Transactions that notify commit one after another, each with its disk write;
     * this one writes nothing.
     */
    private static final String TELL = "SELECT pg_notify('" + CHANNEL + "', $1)";

    private static final String OPEN = """
            SELECT session, renewals, applied, term_millis + grace_millis + margin_millis AS wait_millis \
            FROM gateway_lease WHERE closed_at IS NULL""";

    /** Closes a row. Its signing key outlives the last row by the stamp's lifetime and the clock leeway. */
    private static final String CLOSE = """
            WITH closed AS (UPDATE gateway_lease SET closed_at = clock_timestamp() \
              WHERE session = $1 AND closed_at IS NULL AND ($2::bigint IS NULL OR renewals = $2) RETURNING session, kid) \
            UPDATE gateway_key k SET expires_at = clock_timestamp() + interval '70 seconds' FROM closed \
            WHERE k.kid = closed.kid AND NOT EXISTS (SELECT 1 FROM gateway_lease other \
              WHERE other.kid = closed.kid AND other.closed_at IS NULL AND other.session <> closed.session)""";

    private static final String SWEEP_ROWS =
            "DELETE FROM gateway_lease WHERE closed_at < clock_timestamp() - interval '1 hour'";
    private static final String SWEEP_KEYS =
            "DELETE FROM gateway_key WHERE expires_at < clock_timestamp() - interval '1 hour'";

    private final Pool pool;
    private final WarmGrants warmGrants;
    private final int warmGrantsMax;
    private final int changesMax;

    /** @param changesMax a gateway that lacks more changes than this must join again */
    PgLeases(Pool pool, WarmGrants warmGrants, int warmGrantsMax, int changesMax) {
        this.pool = pool;
        this.warmGrants = warmGrants;
        this.warmGrantsMax = warmGrantsMax;
        this.changesMax = changesMax;
    }

    @Override
    public Future<Joining> join(Join join, LeaseTerms terms) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(LOCK_SHARED)
                .execute(Tuple.of(ChangeLog.LOCK))
                .compose(locked -> connection.preparedQuery(HEAD).execute())
                .compose(head -> joinAt(connection, join, terms, head.iterator().next())));
    }

    private Future<Joining> joinAt(SqlConnection connection, Join join, LeaseTerms terms, Row head) {
        String epoch = head.getString("epoch");
        long sequence = head.getLong("sequence");
        return warmGrants.read(connection, warmGrantsMax).compose(grants -> register(connection, join.stampKey())
                .compose(kid -> insert(connection, join, terms, kid, epoch, sequence))
                .compose(inserted -> connection.preparedQuery(COUNT_OPEN).execute())
                .map(open -> new Joining(
                        epoch,
                        sequence,
                        List.<Grant>copyOf(grants),
                        open.iterator().next().getInteger("gateways"))));
    }

    private static Future<@Nullable String> register(SqlConnection connection, @Nullable String stampKey) {
        if (stampKey == null) {
            return Future.succeededFuture();
        }
        StampKey key = StampKey.of(Base64.getUrlDecoder().decode(stampKey));
        return connection
                .preparedQuery(REGISTER_KEY)
                .execute(Tuple.of(key.kid(), Buffer.buffer(key.bytes())))
                .map(registered -> key.kid());
    }

    private static Future<RowSet<Row>> insert(
            SqlConnection connection, Join join, LeaseTerms terms, @Nullable String kid, String epoch, long sequence) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(join.session(), join.gateway(), epoch)
                        .addString(kid)
                        .addLong(sequence)
                        .addLong(terms.termMillis())
                        .addLong(terms.graceMillis())
                        .addLong(terms.marginMillis()));
    }

    @Override
    public Future<Renewal> renew(Renew renew) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(renew.session(), renew.applied(), changesMax + 1))
                .map(rows -> {
                    Renewal renewal = renewal(renew, rows);
                    if (renewal instanceof Granted && rows.iterator().next().getBoolean("moved")) {
                        pool.preparedQuery(TELL).execute(Tuple.of(renew.session()));
                    }
                    return renewal;
                });
    }

    private Renewal renewal(Renew renew, RowSet<Row> rows) {
        Row first = rows.iterator().next();
        if (first.getLong("renewed") != 1) {
            return new Refused("The session's row is not open");
        }
        if (renew.applied() < first.getLong("floor")) {
            return new Refused("The log has been pruned past what the gateway has applied");
        }
        if (rows.size() > changesMax) {
            return new Refused("More changes than one renewal brings");
        }
        return new Granted(
                first.getString("epoch"), first.getLong("head"), ChangeLog.read(rows), first.getInteger("gateways"));
    }

    @Override
    public Future<Void> leave(String session) {
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.of(session).addLong(null))
                .mapEmpty();
    }

    @Override
    public Future<List<LeaseRow>> open() {
        return pool.preparedQuery(OPEN)
                .execute()
                .map(RowReader.all(row -> new LeaseRow(
                        row.getString("session"),
                        row.getLong("renewals"),
                        row.getLong("applied"),
                        row.getLong("wait_millis"))));
    }

    @Override
    public Future<Void> close(LeaseRow seen) {
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.of(seen.session(), seen.renewals()))
                .mapEmpty();
    }

    @Override
    public Future<Void> sweep() {
        return Future.join(
                        pool.query(SWEEP_ROWS).execute(), pool.query(SWEEP_KEYS).execute())
                .mapEmpty();
    }
}
