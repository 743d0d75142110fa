package com.raptorcomply.keyservice.activity;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.Uuids;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the activity log of one organization, for callers that may read it. */
public final class ActivityReading {
    private static final String LIST = """
            SELECT sequence, at, actor_kind, actor_id, actor_name, request_id, action, resource_type, resource_id, changes, \
            acting_as_id, acting_as_name, owner_id, owner_name, organization_id, \
            (SELECT o.name FROM organization o WHERE o.id = $1) AS organization_name \
            FROM (%s) a ORDER BY sequence DESC LIMIT $3""";

    private static final String ENTRIES = "SELECT * FROM activity WHERE organization_id = $1 AND sequence < $2";

    /** The columns that may name an actor. Each has an index in the order of the list. */
    private static final List<String> ACTOR_TEXTS = List.of("actor_name", "acting_as_name", "owner_name");

    private static final List<String> ACTOR_IDS = List.of("actor_id", "acting_as_id", "owner_id");

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
        Statement statement = statement(organizationId, filter);
        return pool.preparedQuery(statement.sql())
                .execute(statement.values())
                .map(RowReader.all(ActivityReading::show));
    }

    /** A query with its parameters. */
    record Statement(String sql, Tuple values) {}

    /** Composes the query of the filters that there are, because one that may be absent could not use its index. */
    static Statement statement(UUID organizationId, ActivityFilter filter) {
        Tuple values = Tuple.of(organizationId, filter.before(), filter.limit() + 1);
        StringBuilder conditions = new StringBuilder();
        filter.from().ifPresent(from -> add(conditions, "at >= ?", values, Timestamps.bound(from)));
        filter.to().ifPresent(to -> add(conditions, "at < ?", values, Timestamps.bound(to)));
        filter.resourceType().ifPresent(type -> add(conditions, "resource_type = ?", values, type));
        filter.resourceId().ifPresent(id -> add(conditions, "resource_id = ?", values, id.toString()));
        filter.action().ifPresent(action -> add(conditions, "action = ?", values, action));
        String entries = ENTRIES + conditions;
        String found =
                filter.actor().map(actor -> ofActor(entries, actor, values)).orElse(entries);
        return new Statement(Postgres.ONCE + LIST.formatted(found), values);
    }

    private static void add(StringBuilder conditions, String condition, Tuple values, Object value) {
        conditions
                .append(" AND ")
                .append(condition.replace("?", "$" + values.addValue(value).size()));
    }

    /** Returns the query of an actor's entries: those that each column finds, merged in the order of the list. */
    private static String ofActor(String entries, String actor, Tuple values) {
        String name = "$" + values.addString(actor).size();
        Stream<String> columns = ACTOR_TEXTS.stream().map(column -> column + " = " + name);
        Optional<UUID> id = Uuids.parse(actor);
        if (id.isPresent()) {
            String uuid = "$" + values.addUUID(id.get()).size();
            columns = Stream.concat(columns, ACTOR_IDS.stream().map(column -> column + " = " + uuid));
        }
        return columns.map(column -> "(" + entries + " AND " + column + " ORDER BY sequence DESC)")
                .collect(Collectors.joining(
                        " UNION ALL ", "SELECT DISTINCT ON (u.sequence) u.* FROM (", ") u ORDER BY u.sequence DESC"));
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
