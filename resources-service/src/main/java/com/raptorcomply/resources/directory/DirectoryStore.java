package com.raptorcomply.resources.directory;

import com.raptorcomply.chassis.postgres.Postgres;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps organizations and people in the database, with the position up to which they are known. Any thread. */
final class DirectoryStore {
    private static final String POSITION = "SELECT epoch, sequence FROM directory_position()";
    private static final String APPLY = Postgres.ONCE + "SELECT apply_directory($1, $2, $3, $4)";

    private final Pool pool;

    DirectoryStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * The position up to which the directory is known.
     *
     * @param epoch null before the first entry
     */
    record Position(@Nullable UUID epoch, long sequence) {}

    Future<Position> position() {
        return pool.query(POSITION).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Position(row.getUUID(0), row.getLong(1));
        });
    }

    /**
     * Stores entries that follow on the position. Another replica may have stored them before; then this changes
     * nothing. Returns true if there were any entries.
     */
    Future<Boolean> apply(Position position, JsonObject answer) {
        UUID epoch = UUID.fromString(answer.getString("epoch"));
        JsonArray entries = answer.getJsonArray("entries");
        long from = epoch.equals(position.epoch()) ? position.sequence() : 0;
        return pool.preparedQuery(APPLY)
                .execute(Tuple.of(epoch, from, answer.getLong("sequence"), entries))
                .map(!entries.isEmpty());
    }
}
