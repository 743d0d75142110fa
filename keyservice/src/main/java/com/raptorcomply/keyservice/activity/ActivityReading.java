package com.raptorcomply.keyservice.activity;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the activity log of one organization, for callers that may read it. */
public final class ActivityReading {
    private static final String LIST = """
            SELECT sequence, at, actor_kind, actor_id, actor_name, request_id, action, resource_type, resource_id, changes, \
            acting_as_id, acting_as_name, owner_id, owner_name, organization_id, \
            (SELECT o.name FROM organization o WHERE o.id = $1) AS organization_name \
            FROM activity WHERE organization_id = $1 AND sequence < $2 \
              AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4) \
              AND ($5::text IS NULL OR $5 IN (actor_id::text, actor_name, acting_as_id::text, acting_as_name, \
                owner_id::text, owner_name)) \
              AND ($6::text IS NULL OR resource_type = $6) AND ($7::text IS NULL OR action = $7) %s \
            ORDER BY sequence DESC LIMIT $8""";

    private static final String OF_ALL = LIST.formatted("");

    /** Has a text of its own, because a condition that may be absent could not use the index of resources. */
    static final String OF_RESOURCE = LIST.formatted("AND resource_id = $9");

    private final Pool pool;

    public ActivityReading(Pool pool) {
        this.pool = pool;
    }

    /**
     * Returns the page, newest first, and one entry more if there is another page. It fails with 403 if the caller may
     * not read the organization's activity.
     */
    public Future<List<JsonObject>> list(Principal caller, ActivityFilter filter) {
        UUID organizationId = AccessRules.organization(caller, filter.organizationId());
        AccessRules.require(caller, Permissions.ACTIVITY_READ, organizationId);
        Tuple values = Tuple.tuple()
                .addUUID(organizationId)
                .addLong(filter.before())
                .addValue(time(filter.from()))
                .addValue(time(filter.to()))
                .addString(filter.actor().orElse(null))
                .addString(filter.resourceType().orElse(null))
                .addString(filter.action().orElse(null))
                .addInteger(filter.limit() + 1);
        filter.resourceId().ifPresent(id -> values.addString(id.toString()));
        return pool.preparedQuery(filter.resourceId().isPresent() ? OF_RESOURCE : OF_ALL)
                .execute(values)
                .map(RowReader.all(ActivityReading::show));
    }

    private static @Nullable Object time(Optional<Instant> time) {
        return time.isPresent() ? Timestamps.bound(time.get()) : null;
    }

    private static JsonObject show(Row row) {
        return new JsonObject()
                .put("organizationId", row.getUUID("organization_id").toString())
                .put("organizationName", row.getString("organization_name"))
                .put("sequence", row.getLong("sequence"))
                .put("at", Timestamps.text(row.getOffsetDateTime("at")))
                .put("actor", actor(row))
                .put("requestId", row.getString("request_id"))
                .put("action", row.getString("action"))
                .put("resourceType", row.getString("resource_type"))
                .put("resourceId", row.getString("resource_id"))
                .put("changes", row.getJson("changes"));
    }

    private static JsonObject actor(Row row) {
        UUID id = row.getUUID("actor_id");
        JsonObject actor = new JsonObject()
                .put("kind", row.getString("actor_kind"))
                .put("id", id == null ? null : id.toString())
                .put("name", row.getString("actor_name"));
        putUser(actor, "owner", row.getUUID("owner_id"), row.getString("owner_name"));
        putUser(actor, "actingAs", row.getUUID("acting_as_id"), row.getString("acting_as_name"));
        return actor;
    }

    private static void putUser(JsonObject actor, String member, @Nullable UUID id, @Nullable String name) {
        if (id != null) {
            actor.put(member, new JsonObject().put("id", id.toString()).put("name", name));
        }
    }
}
