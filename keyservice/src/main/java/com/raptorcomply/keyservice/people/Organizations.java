package com.raptorcomply.keyservice.people;

import com.raptorcomply.keyservice.input.Timestamps;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** The statements on organizations. */
public final class Organizations {
    private static final String INSERT =
            "INSERT INTO organization (id, name) VALUES ($1, $2) RETURNING id, name, status, created_at, updated_at";

    private Organizations() {}

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
