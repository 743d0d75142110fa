package com.raptorcomply.keyservice.activity;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.NextPageLink;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Serves {@code GET /activity}: the log of one organization, newest first, for callers that may read it. */
public final class ActivityEndpoints {
    /** The longest text parameter: a name's 255 characters, each of one or two UTF-16 units. */
    private static final int TEXT_LENGTH_MAX = 2 * 255;

    private static final String LIST = """
            SELECT sequence, at, actor_kind, actor_id, actor_name, request_id, action, resource_type, resource_id, changes, \
            acting_as_id, acting_as_name, owner_id, owner_name, organization_id, \
            (SELECT o.name FROM organization o WHERE o.id = $1) AS organization_name \
            FROM activity WHERE organization_id = $1 AND sequence < $2 \
              AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4) \
              AND ($5::text IS NULL OR $5 IN (actor_id::text, actor_name, acting_as_id::text, acting_as_name, \
                owner_id::text, owner_name)) \
              AND ($6::text IS NULL OR resource_type = $6) AND ($7::text IS NULL OR action = $7) \
            ORDER BY sequence DESC LIMIT $8""";

    private final Pool pool;

    public ActivityEndpoints(Pool pool) {
        this.pool = pool;
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of("listActivity", (Endpoint.ForCaller) this::list);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        QueryParams parameters = new QueryParams(context);
        UUID organizationId = AccessRules.organization(caller, parameters.uuid("organizationId"));
        AccessRules.require(caller, Permissions.ACTIVITY_READ, organizationId);
        int limit = parameters.limit();
        Tuple values = Tuple.tuple()
                .addUUID(organizationId)
                .addLong(before(parameters))
                .addValue(time(parameters.time("from")))
                .addValue(time(parameters.time("to")))
                .addString(parameters.text("actor", TEXT_LENGTH_MAX).orElse(null))
                .addString(parameters
                        .oneOf("resourceType", ActivityLog.RESOURCE_TYPES)
                        .orElse(null))
                .addString(parameters.text("action", TEXT_LENGTH_MAX).orElse(null))
                .addInteger(limit + 1);
        return pool.preparedQuery(LIST).execute(values).map(rows -> page(context, rows, limit));
    }

    private static ApiResponse page(RoutingContext context, RowSet<Row> rows, int limit) {
        JsonArray shown = new JsonArray();
        for (Row row : rows) {
            if (shown.size() == limit) {
                long last = shown.getJsonObject(limit - 1).getLong("sequence");
                return NextPageLink.link(ApiResponse.ok(shown), "/activity", context, Long.toString(last));
            }
            shown.add(show(row));
        }
        return ApiResponse.ok(shown);
    }

    private static long before(QueryParams parameters) {
        return parameters
                .text("cursor")
                .map(text -> {
                    if (!text.matches("[0-9]{1,18}")) {
                        throw parameters.refused("cursor", "is not one that this list gave");
                    }
                    return Long.parseLong(text);
                })
                .orElse(Long.MAX_VALUE);
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
