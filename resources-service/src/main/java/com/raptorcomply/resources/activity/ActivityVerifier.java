package com.raptorcomply.resources.activity;

import com.raptorcomply.chassis.postgres.Postgres;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes an organization's chain, portion by portion, from a checkpoint to the end. PostgreSQL recomputes the digest
 * of each link from its entries, and this class compares it with the stored ones. Each portion is a short transaction,
 * so a long chain blocks nobody and the log may grow meanwhile.
 */
public final class ActivityVerifier {
    private static final int PORTION_LINKS = 2_000;
    private static final String CHAIN =
            Postgres.ONCE + "SELECT sequence, entries, previous_hash, hash, expected FROM activity_chain($1, $2)";
    private static final String END = Postgres.ONCE + "SELECT sequence, hash, closed FROM activity_end()";

    private final Pool pool;
    private final int portionLinks;

    /** @param pool of the application's role, or of the owner for an operator's command */
    public ActivityVerifier(Pool pool) {
        this(pool, PORTION_LINKS);
    }

    ActivityVerifier(Pool pool, int portionLinks) {
        this.pool = pool;
        this.portionLinks = portionLinks;
    }

    /** Returns its statements, for preparing them at start. */
    public static List<String> statements() {
        return List.of(CHAIN, END);
    }

    /**
     * The outcome for one organization.
     *
     * @param verified the last position up to which the chain holds
     * @param broken the sequence of the first link that does not hold; null if all do
     * @param isWhole true if the chain holds up to its end
     */
    public record Result(Checkpoint verified, @Nullable Long broken, boolean isWhole) {}

    /** Returns the organizations that have a chain. Only the owner of the tables may list them. */
    public static Future<List<UUID>> organizations(Pool owner) {
        return owner.query("SELECT organization_id FROM activity_head ORDER BY organization_id")
                .execute()
                .map(rows -> {
                    List<UUID> found = new ArrayList<>();
                    rows.forEach(row -> found.add(row.getUUID(0)));
                    return found;
                });
    }

    /**
     * Verifies a chain.
     *
     * @param from the position to go on from; its own link is verified again
     * @param progress receives the position after each portion
     */
    public Future<Result> verify(Checkpoint from, Consumer<Checkpoint> progress) {
        return verify(from, progress, Long.MAX_VALUE);
    }

    /** Does the same for so many links at least, as far as there are more. */
    public Future<Result> verify(Checkpoint from, long links) {
        return verify(from, progress -> {}, from.sequence() + links);
    }

    /** @param last the link at which to stop, even if there are more */
    private Future<Result> verify(Checkpoint from, Consumer<Checkpoint> progress, long last) {
        return from.sequence() == 0 ? rest(from, progress, last) : again(from, progress, last);
    }

    /** Compares the link of a checkpoint with it, then goes on behind it. */
    private Future<Result> again(Checkpoint from, Consumer<Checkpoint> progress, long last) {
        return inOrganization(from.organization(), connection -> links(connection, from.sequence() - 1, 1))
                .compose(rows -> {
                    boolean holds = false;
                    for (Row row : rows) {
                        holds = row.getLong("sequence") == from.sequence()
                                && isSound(row)
                                && hex(row.getBuffer("hash")).equals(from.hash());
                    }
                    return holds
                            ? rest(from, progress, last)
                            : Future.succeededFuture(
                                    new Result(Checkpoint.start(from.organization()), from.sequence(), false));
                });
    }

    private Future<Result> rest(Checkpoint from, Consumer<Checkpoint> progress, long last) {
        return inOrganization(from.organization(), connection -> portion(connection, from))
                .compose(result -> {
                    progress.accept(result.verified());
                    return result.isWhole()
                                    || result.broken() != null
                                    || result.verified().sequence() >= last
                            ? Future.succeededFuture(result)
                            : rest(result.verified(), progress, last);
                });
    }

    private Future<Result> portion(SqlConnection connection, Checkpoint from) {
        return links(connection, from.sequence(), portionLinks).compose(rows -> {
            Checkpoint at = from;
            for (Row row : rows) {
                if (row.getLong("sequence") != at.sequence() + 1
                        || !isSound(row)
                        || !hex(row.getBuffer("previous_hash")).equals(at.hash())) {
                    return Future.succeededFuture(new Result(at, at.sequence() + 1, false));
                }
                at = at.next(row.getBuffer("hash").getBytes(), row.getLong("entries"));
            }
            Checkpoint last = at;
            return rows.size() < portionLinks
                    ? end(connection, last)
                    : Future.succeededFuture(new Result(last, null, false));
        });
    }

    /** Compares the last link with the head, in the snapshot in which the last link was read. */
    private static Future<Result> end(SqlConnection connection, Checkpoint last) {
        return connection.preparedQuery(END).execute().map(rows -> {
            boolean holds = false;
            for (Row row : rows) {
                holds = row.getLong("sequence") == last.sequence()
                        && hex(row.getBuffer("hash")).equals(last.hash())
                        && row.getBoolean("closed");
            }
            return new Result(last, holds ? null : last.sequence() + 1, holds);
        });
    }

    private static Future<RowSet<Row>> links(SqlConnection connection, long after, int count) {
        return connection.preparedQuery(CHAIN).execute(Tuple.of(after, count));
    }

    private static boolean isSound(Row row) {
        Buffer expected = row.getBuffer("expected");
        return expected != null && expected.equals(row.getBuffer("hash")) && row.getBuffer("previous_hash") != null;
    }

    private static String hex(@Nullable Buffer hash) {
        return hash == null ? "" : HexFormat.of().formatHex(hash.getBytes());
    }

    private <T> Future<T> inOrganization(UUID organization, Function<SqlConnection, Future<T>> work) {
        return pool.withConnection(connection -> {
            connection
                    .query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT set_config('app.organization_id', '"
                            + organization + "', true)")
                    .execute();
            return work.apply(connection)
                    .eventually(() -> connection.query("ROLLBACK").execute());
        });
    }
}
