package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.key.KeyPolicy;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs the SQL statements on organizations and returns them as the API shows them. Deleted organizations are not found.
 */
public final class Organizations {
    static final String ACTIVE = "active";
    static final String SUSPENDED = "suspended";
    static final String DELETED = "deleted";

    private static final String COLUMNS = "id, name, status, time_zone, created_at, updated_at, " + KeyPolicy.COLUMNS;

    private static final String INSERT =
            "INSERT INTO organization (id, name, time_zone) VALUES ($1, $2, $3) RETURNING " + COLUMNS;

    private static final String FIND = "SELECT " + COLUMNS + " FROM organization WHERE id = $1 AND status <> 'deleted'";

    private static final String LOCK = "SELECT FROM organization WHERE id = $1 FOR NO KEY UPDATE";

    private static final String LOCK_OF_USER = "SELECT FROM organization"
            + " WHERE id = (SELECT organization_id FROM app_user WHERE id = $1) FOR NO KEY UPDATE";

    private static final String UPDATE =
            "UPDATE organization SET name = $2, status = $3, time_zone = $4, updated_at = now(),"
                    + " key_lifetime_days_max = $5, key_unused_days_max = $6"
                    + " WHERE id = $1 RETURNING " + COLUMNS;

    private static final String DELETE_USERS = "UPDATE app_user SET status = 'deleted', password_hash = NULL,"
            + " updated_at = now() WHERE organization_id = $1 AND status <> 'deleted'";

    private static final String LIST = "SELECT " + COLUMNS + " FROM organization"
            + " WHERE status <> 'deleted' AND ($1::uuid IS NULL OR id = $1) ORDER BY created_at, id LIMIT $2";

    /** The largest number of organizations in a list. No installation has more, so the list has no pages. */
    private static final int LIST_MAX = 10_000;

    private Organizations() {}

    /** Creates an organization with the time zone UTC. */
    public static Future<JsonObject> create(SqlClient client, String name) {
        return create(client, new OrganizationAttributes(name, ACTIVE, OrganizationAttributes.UTC, KeyPolicy.NONE));
    }

    static Future<JsonObject> create(SqlClient client, OrganizationAttributes terms) {
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(UUID.randomUUID(), terms.name(), terms.timeZone()))
                .map(RowReader.first(Organizations::show))
                .map(Optional::orElseThrow);
    }

    static Future<Optional<JsonObject>> find(SqlClient client, UUID id) {
        return client.preparedQuery(FIND).execute(Tuple.of(id)).map(RowReader.first(Organizations::show));
    }

    static Future<Optional<JsonObject>> findForUpdate(SqlClient client, UUID id) {
        return client.preparedQuery(FIND + " FOR UPDATE")
                .execute(Tuple.of(id))
                .map(RowReader.first(Organizations::show));
    }

    /** Locks the organization's users and invitations until the transaction ends; taken before any other lock. */
    static Future<Void> lock(SqlClient client, UUID id) {
        return client.preparedQuery(LOCK).execute(Tuple.of(id)).mapEmpty();
    }

    /** Locks like {@link #lock}, for the user's organization. */
    static Future<Void> lockOfUser(SqlClient client, UUID userId) {
        return client.preparedQuery(LOCK_OF_USER).execute(Tuple.of(userId)).mapEmpty();
    }

    static Future<JsonObject> update(SqlClient client, UUID id, OrganizationAttributes terms) {
        return client.preparedQuery(UPDATE)
                .execute(Tuple.of(id, terms.name(), terms.status(), terms.timeZone())
                        .addInteger(terms.keyPolicy().lifetimeDaysMax())
                        .addInteger(terms.keyPolicy().unusedDaysMax()))
                .map(RowReader.first(Organizations::show))
                .map(Optional::orElseThrow);
    }

    /** Deletes the organization with all of its users, whose addresses become free. */
    static Future<JsonObject> delete(SqlClient client, JsonObject before) {
        UUID id = UUID.fromString(before.getString("id"));
        OrganizationAttributes terms = new OrganizationAttributes(
                before.getString("name"), DELETED, before.getString("timeZone"), KeyPolicy.of(before));
        return client.preparedQuery(DELETE_USERS).execute(Tuple.of(id)).compose(deleted -> update(client, id, terms));
    }

    /** Returns all organizations, or the one with this id, oldest first. */
    static Future<JsonArray> list(SqlClient client, @Nullable UUID only) {
        return client.preparedQuery(LIST)
                .execute(Tuple.of(only, LIST_MAX))
                .map(RowReader.all(Organizations::show))
                .map(JsonArray::new);
    }

    private static JsonObject show(Row row) {
        return new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("name", row.getString("name"))
                .put("status", row.getString("status"))
                .put("timeZone", row.getString("time_zone"))
                .put(KeyPolicy.MEMBER, KeyPolicy.of(row).toJson())
                .put("createdAt", Timestamps.text(row.getOffsetDateTime("created_at")))
                .put("updatedAt", Timestamps.text(row.getOffsetDateTime("updated_at")));
    }
}
