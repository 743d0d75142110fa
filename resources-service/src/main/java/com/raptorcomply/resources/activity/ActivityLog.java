package com.raptorcomply.resources.activity;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.tenancy.Tenant;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Writes entries in the transaction of the change; the chain's lock is held until that ends, so write them last. */
public final class ActivityLog {
    private static final String APPEND = "SELECT append_activity($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    private ActivityLog() {}

    /** Adds an entry: who, by name, acting as whom, in which request, did what. */
    public static Future<?> append(SqlConnection connection, Tenant tenant, String requestId, Change change) {
        Stamp stamp = tenant.stamp();
        Stamp.Actor actor = stamp.actor();
        UUID owner = stamp.ownerUserId();
        Tuple parameters = Tuple.tuple()
                .addString(stamp.kind())
                .addString((owner == null ? stamp.keyId() : owner).toString())
                .addString(stamp.keyName())
                .addString(actor == null ? null : actor.name())
                .addString(requestId)
                .addString(change.action())
                .addString(change.resourceType())
                .addUUID(change.resourceId())
                .addValue(change.details())
                .addUUID(actor == null ? null : actor.userId());
        return connection.preparedQuery(APPEND).execute(parameters);
    }
}
