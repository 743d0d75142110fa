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
 * The log of every change to anything that a verification answers with. Revocation: One order.
 *
 * <p>The lock is taken in a statement of its own, and only the next one reads the head: PostgreSQL takes a statement's
 * snapshot before it waits for a lock, so that in one statement the head could be a stale one.
 */
public final class ChangeLog {
    /** Key of the transaction-level advisory lock; joins take it shared. */
    public static final long LOCK = 0x7263_6368_616e_6765L;

    /** Notified at the commit of every change, with its sequence. */
    static final String CHANNEL = "change_log";

    private static final String TAKE_LOCK = "SELECT pg_advisory_xact_lock($1)";
    private static final String APPEND = """
            WITH head AS (UPDATE change_head SET sequence = sequence + cardinality($1::text[]) RETURNING sequence), \
            logged AS (INSERT INTO change_log (sequence, subject_kind, subject_id) \
              SELECT head.sequence - cardinality($1::text[]) + subject.place, subject.kind, subject.id \
              FROM head, unnest($1::text[], $2::text[]) WITH ORDINALITY AS subject (kind, id, place)) \
            SELECT head.sequence, pg_notify('change_log', head.sequence::text) FROM head""";

    /** Rows that one pruning transaction lets go at most. */
    private static final int PRUNED_MAX = 5_000;

    private static final String RENEW_EPOCH = """
            WITH renewed AS (UPDATE change_head SET epoch = gen_random_uuid() RETURNING epoch, sequence) \
            SELECT epoch::text AS epoch, pg_notify('change_log', sequence::text) FROM renewed""";

    private static final String PRUNE =
            "SELECT prune_change_log($1::bigint * interval '1 second', $2::integer) AS pruned";

    private ChangeLog() {}

    /**
     * Appends to the log. It must be the last thing that its transaction does before COMMIT, under READ COMMITTED: all
     * other changes wait from here until the transaction ends.
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

    /** The changes in an answer, in its order; a row without one, which tells the head alone, is passed over. */
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
     * Lets go of all changes that are older, in short transactions for which no change waits. The head stays, and the floor
     * rises, so that a renewal that lacks one of them is refused.
     */
    public static Future<Void> prune(Pool pool, Duration kept) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of(kept.toSeconds(), PRUNED_MAX))
                .compose(rows -> rows.iterator().next().getLong("pruned") < PRUNED_MAX
                        ? Future.succeededFuture()
                        : prune(pool, kept));
    }

    /**
     * Begins another epoch: gateways drop all that they have cached under the one before, and join again (Revocation:
     * Session). For the operator, after a restore or a fail-over.
     *
     * @param owner a connection of the database's owner, as the service itself may not
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
