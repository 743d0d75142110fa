package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The log of every change to the data that verifications return (Revocation: One order).
 *
 * <p>One statement takes the lock and the next one reads the head, because PostgreSQL takes a statement's snapshot
 * before it waits for a lock: in a single statement the head could be stale.
 */
public final class ChangeLog {
    /** The key of the transaction-level advisory lock, which joins take in shared mode. */
    public static final long LOCK = 0x7263_6368_616e_6765L;

    /** The channel that is notified at the commit of every change, with its sequence. */
    static final String CHANNEL = "change_log";

    private static final String TAKE_LOCK = "SELECT pg_advisory_xact_lock($1)";
    private static final String APPEND = """
            WITH head AS (UPDATE change_head SET sequence = sequence + cardinality($1::text[]) RETURNING sequence), \
            logged AS (INSERT INTO change_log (sequence, subject_kind, subject_id) \
              SELECT head.sequence - cardinality($1::text[]) + subject.place, subject.kind, subject.id \
              FROM head, unnest($1::text[], $2::text[]) WITH ORDINALITY AS subject (kind, id, place)) \
            SELECT head.sequence, pg_notify('change_log', head.sequence::text) FROM head""";

    /** The largest number of rows that one pruning transaction deletes. */
    private static final int PRUNED_MAX = 5_000;

    private static final String RENEW_EPOCH = """
            WITH renewed AS (UPDATE change_head SET epoch = gen_random_uuid() RETURNING epoch, sequence) \
            SELECT epoch::text AS epoch, pg_notify('change_log', sequence::text) FROM renewed""";

    private static final String PRUNE =
            "SELECT prune_change_log($1::bigint * interval '1 second', $2::integer) AS pruned";

    private ChangeLog() {}

    /**
     * Appends to the log. This must be the last statement of its transaction before COMMIT, under READ COMMITTED,
     * because all other changes wait from here until the transaction ends.
     *
     * @param subjects at least one
     * @return the sequence of the last of them
     */
    public static Future<Long> append(SqlConnection connection, List<Subject> subjects) {
        String[] kinds =
                subjects.stream().map(subject -> subject.kind().wireName()).toArray(String[]::new);
        String[] ids = subjects.stream().map(Subject::id).toArray(String[]::new);
        Tuple values = Tuple.tuple().addArrayOfString(kinds).addArrayOfString(ids);
        return connection
                .preparedQuery(TAKE_LOCK)
                .execute(Tuple.of(LOCK))
                .compose(locked -> connection.preparedQuery(APPEND).execute(values))
                .map(rows -> rows.iterator().next().getLong("sequence"));
    }

    /** Returns the changes in the rows' order. It skips a row without a change, which has the head alone. */
    static List<Change> read(RowSet<Row> rows) {
        List<Change> changes = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Long sequence = row.getLong("sequence");
            if (sequence != null) {
                Subject.Kind kind = Subject.Kind.ofWireName(row.getString("subject_kind"));
                changes.add(new Change(sequence, new Subject(kind, row.getString("subject_id"))));
            }
        }
        return changes;
    }

    /**
     * Deletes all older changes, in short transactions that no change waits for. The head stays and the floor rises, so
     * a renewal that lacks a deleted change is refused.
     */
    public static Future<Void> prune(Pool pool, Duration kept) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(kept.toSeconds(), PRUNED_MAX))
                .compose(rows -> rows.iterator().next().getLong("pruned") < PRUNED_MAX
                        ? Future.succeededFuture()
                        : prune(pool, kept));
    }

    /**
     * Starts a new epoch: gateways drop everything cached under the old one and join again (Revocation: Session). The
     * operator calls it after a restore or a fail-over.
     *
     * @param owner a connection of the database's owner, because the service's own role lacks the right
     * @return the new epoch
     */
    public static Future<String> renewEpoch(Pool owner) {
        return owner.withTransaction(connection -> connection
                .preparedQuery(TAKE_LOCK)
                .execute(Tuple.of(LOCK))
                .compose(locked -> connection.query(RENEW_EPOCH).execute())
                .map(rows -> rows.iterator().next().getString("epoch")));
    }
}
