package com.raptorcomply.keyservice.directory;

import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads organizations and people in the order in which their changes were committed, each with its state at the time of
 * the read. A follower that continues after the greatest sequence it has seen misses nothing. Any thread.
 */
public final class DirectoryFeed {
    /** The largest number of entries in one answer. */
    static final int ENTRIES_MAX = 1_000;

    /** The longest time in seconds for which an answer waits for a change. */
    static final int WAIT_SECONDS_MAX = 30;

    /** The time between two looks at the database while an answer waits. */
    private static final int LOOK_MILLIS = 250;

    /** A restored database has another epoch, and its followers begin anew. */
    private static final String READ = """
            SELECT h.epoch, e.sequence, e.kind, e.id, e.organization_id,
                   coalesce(u.name, o.name) AS name, coalesce(u.status, o.status) AS status, o.time_zone
            FROM change_head h LEFT JOIN LATERAL (
                SELECT d.* FROM directory_entry d WHERE d.sequence > CASE WHEN h.epoch = $1 THEN $2 ELSE 0 END
                ORDER BY d.sequence LIMIT $3) e ON true
              LEFT JOIN organization o ON o.id = e.organization_id
              LEFT JOIN app_user u ON e.kind = 'person' AND u.id = e.id
            ORDER BY e.sequence""";

    private final Vertx vertx;
    private final Pool pool;
    private volatile boolean closed;

    public DirectoryFeed(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /**
     * A follower's position.
     *
     * @param epoch of the sequence; null if it has none yet
     * @param sequence the greatest one seen; 0 to begin
     */
    record Position(@Nullable UUID epoch, long sequence) {}

    /**
     * Returns the entries after the position, oldest change first. Without any it waits for one.
     *
     * @param waitMillis the longest wait; 0 answers at once
     */
    Future<JsonObject> after(Position position, long waitMillis) {
        return pool.preparedQuery(READ)
                .execute(Tuple.of(position.epoch(), position.sequence(), ENTRIES_MAX))
                .map(RowReader.all(row -> row))
                .compose(rows -> rows.get(0).getLong("sequence") != null || waitMillis < LOOK_MILLIS || closed
                        ? Future.succeededFuture(show(position, rows))
                        : pause().compose(later -> after(position, waitMillis - LOOK_MILLIS)));
    }

    /** Ends all waits with the next look, so that no answer keeps the service from stopping. */
    public void close() {
        closed = true;
    }

    /** Waits until the next look. A timer of Vert.x that closes before just ends, where {@link Vertx#timer} would fail. */
    private Future<Void> pause() {
        Promise<Void> pause = Promise.promise();
        vertx.setTimer(LOOK_MILLIS, over -> pause.complete());
        return pause.future();
    }

    private static JsonObject show(Position position, List<Row> rows) {
        UUID epoch = rows.get(0).getUUID("epoch");
        JsonArray entries = new JsonArray();
        long sequence = epoch.equals(position.epoch()) ? position.sequence() : 0;
        for (Row row : rows) {
            Long reached = row.getLong("sequence");
            if (reached != null) {
                sequence = reached;
                entries.add(entry(row));
            }
        }
        return new JsonObject()
                .put("epoch", epoch.toString())
                .put("sequence", sequence)
                .put("entries", entries);
    }

    private static JsonObject entry(Row row) {
        String kind = row.getString("kind");
        JsonObject entry = new JsonObject()
                .put("kind", kind)
                .put("id", row.getUUID("id").toString())
                .put("organizationId", row.getUUID("organization_id").toString())
                .put("name", row.getString("name"))
                .put("status", row.getString("status"));
        return kind.equals("organization") ? entry.put("timeZone", row.getString("time_zone")) : entry;
    }
}
