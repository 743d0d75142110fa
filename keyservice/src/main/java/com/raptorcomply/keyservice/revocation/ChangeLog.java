package com.raptorcomply.keyservice.revocation;

import com.raptorcomply.keyservice.client.grant.Subject;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
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
}
