package com.raptorcomply.keyservice.people;

import com.raptorcomply.keyservice.input.Timestamps;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements on organizations. */
public final class Organizations {
    private static final String INSERT =
            "INSERT INTO organization (id, name) VALUES ($1, $2) RETURNING id, name, status, created_at, updated_at";

    private static final String LIST = """
            SELECT id, name, status, created_at, updated_at FROM organization \
            WHERE status <> 'deleted' AND ($1::uuid IS NULL OR id = $1) ORDER BY created_at, id LIMIT $2""";

    /** More than anybody runs; a page at a time is not needed for people to choose from. */
    private static final int LIST_MAX = 10_000;

    private Organizations() {}

    /** Those that are not deleted, oldest first: all, or the one with this id. */
    static Future<JsonArray> list(SqlClient client, @Nullable UUID only) {
        return client.preparedQuery(LIST).execute(Tuple.of(only, LIST_MAX)).map(rows -> {
            JsonArray shown = new JsonArray();
            rows.forEach(row -> shown.add(show(row)));
            return shown;
        });
    }

    /** Makes one, and shows it. */
    public static Future<JsonObject> create(SqlClient client, String name) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(UUID.randomUUID(), name))
                .map(rows -> show(rows.iterator().next()));
    }

    private static JsonObject show(Row row) {
        return new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("name", row.getString("name"))
                .put("status", row.getString("status"))
                .put("createdAt", Timestamps.text(row.getOffsetDateTime("created_at")))
                .put("updatedAt", Timestamps.text(row.getOffsetDateTime("updated_at")));
    }
}
