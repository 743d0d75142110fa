package com.raptorcomply.resources.activity;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Writes the log entries of a change in its transaction, and one link of the organization's chain over all of them.
 * Append them last, once per transaction.
 */
public final class ActivityLog {
    private static final String END = "SELECT end_change($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /** The kind of every actor, because only keys reach this service. */
    private static final String ACTOR_KIND = "key";

    private ActivityLog() {}

    /** Returns all statements, to be prepared at start. */
    public static List<String> statements() {
        return List.of(END);
    }

    /** Adds the only entry of a transaction, as the other method does. */
    public static Future<?> append(SqlConnection connection, Tenant tenant, String requestId, Change change) {
        return append(connection, tenant, requestId, List.of(change));
    }

    /**
     * Adds entries, after those that SQL has added with {@code add_entries} in this transaction. The key is the actor,
     * as in the key service's log; the link also names the key's owner, or the user that the key acted as.
     */
    public static Future<?> append(SqlConnection connection, Tenant tenant, String requestId, List<Change> changes) {
        Stamp stamp = tenant.stamp();
        Stamp.Actor actor = stamp.actor();
        Tuple parameters = Tuple.tuple()
                .addString(ACTOR_KIND)
                .addString(stamp.keyId().toString())
                .addString(stamp.keyName())
                .addUUID(actor == null ? null : actor.userId())
                .addString(actor == null ? null : actor.name())
                .addUUID(stamp.ownerUserId())
                .addString(requestId)
                .addArrayOfString(changes.stream().map(Change::action).toArray(String[]::new))
                .addArrayOfString(changes.stream().map(Change::resourceType).toArray(String[]::new))
                .addArrayOfUUID(changes.stream().map(Change::resourceId).toArray(UUID[]::new))
                .addArrayOfJsonObject(changes.stream().map(Change::details).toArray(JsonObject[]::new));
        return connection.preparedQuery(END).execute(parameters);
    }
}
