package com.raptorcomply.resources.activity;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Writes log entries in the transaction of the change. Append them last, because the lock on the chain is held until
 * the transaction ends.
 */
public final class ActivityLog {
    private static final String APPEND = "SELECT append_activity($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    /** The kind of every actor, because only keys reach this service. */
    private static final String ACTOR_KIND = "key";

    private ActivityLog() {}

    /**
     * Adds an entry. The key is the actor, as in the key service's log; the entry also names the key's owner, or the user
     * that the key acted as.
     */
    public static Future<?> append(SqlConnection connection, Tenant tenant, String requestId, Change change) {
        Stamp stamp = tenant.stamp();
        Stamp.Actor actor = stamp.actor();
        Tuple parameters = Tuple.tuple()
                .addString(ACTOR_KIND)
                .addString(stamp.keyId().toString())
                .addString(stamp.keyName())
                .addString(actor == null ? null : actor.name())
                .addString(requestId)
                .addString(change.action())
                .addString(change.resourceType())
                .addUUID(change.resourceId())
                .addValue(change.details())
                .addUUID(actor == null ? null : actor.userId())
                .addUUID(stamp.ownerUserId());
        return connection.preparedQuery(APPEND).execute(parameters);
    }
}
