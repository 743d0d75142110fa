package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Composes the SQL of a page of log entries, newest first. A text is planned each time, because its conditions vary. An
 * entry from before links held several entries has time and actor itself.
 */
final class EntriesSql {
    static final int LINK_COLUMN = 1;
    static final int ORDINAL_COLUMN = 2;

    private static final String ACTOR_NAMES =
            "concat_ws(E'\\n', n.actor_id, n.actor_name, n.acting_as_id, n.acting_as_name, n.owner_id)";
    private static final String LAST_BEFORE =
            "(SELECT x.sequence FROM activity_link x WHERE x.at < %s ORDER BY x.at DESC LIMIT 1)";

    /** The conditions of the parameters. A time is first compared with the times of links, which have an index. */
    private static final Map<String, String> CONDITIONS = conditions();

    private static final String USER =
            "CASE WHEN n.%1$s IS NOT NULL THEN json_build_object('id', n.%1$s, 'name', %2$s) END";
    private static final String ENTRY = "convert_to('{\"sequence\":' || a.link || ',\"ordinal\":' || a.ordinal"
            + " || ',\"at\":\"' || to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') || '\",\"actor\":'"
            + " || json_strip_nulls(json_build_object('kind', n.actor_kind, 'id', n.actor_id, 'name', n.actor_name, 'owner', "
            + "CASE WHEN n.owner_id IS NOT NULL THEN json_build_object('id', n.owner_id) END, 'actingAs', "
            + USER.formatted("acting_as_id", "n.acting_as_name")
            + "))::text || ',\"requestId\":' || to_json(n.request_id)::text || ',\"action\":' || to_json(a.action)::text"
            + " || ',\"resourceType\":' || to_json(a.resource_type)::text || ',\"resourceId\":\"' || a.resource_id"
            + " || '\",\"changes\":' || a.changes::text || '}', 'UTF8')";
    private static final String SELECT = "SELECT " + ENTRY + " AS entry, a.link, a.ordinal FROM activity a"
            + " LEFT JOIN activity_link l ON l.organization_id = a.organization_id AND l.sequence = a.link,"
            + " LATERAL (SELECT COALESCE(a.at, l.at) AS at, COALESCE(a.actor_kind, l.actor_kind) AS actor_kind,"
            + " COALESCE(a.actor_id, l.actor_id) AS actor_id, COALESCE(a.actor_name, l.actor_name) AS actor_name,"
            + " COALESCE(a.acting_as_id, l.acting_as_id) AS acting_as_id,"
            + " COALESCE(a.acting_as_name, l.acting_as_name) AS acting_as_name,"
            + " COALESCE(a.owner_id, l.owner_id) AS owner_id, COALESCE(a.request_id, l.request_id) AS request_id) n"
            + " WHERE caller.known AND (a.link, a.ordinal) < (%s, %s)%s ORDER BY a.link DESC, a.ordinal DESC LIMIT %s";

    private EntriesSql() {}

    /** A statement with its own parameters. */
    record Statement(String sql, Tuple parameters) {}

    /** Returns statements in which all conditions occur. */
    static List<String> statements() {
        Map<String, Object> all = new LinkedHashMap<>();
        CONDITIONS.keySet().forEach(name -> all.put(name, ""));
        return List.of(statement(all, 0, 0, 1).sql());
    }

    /**
     * Returns the statement.
     *
     * @param values of the parameters that choose entries
     * @param link before which to begin, with an ordinal in it
     */
    static Statement statement(Map<String, Object> values, long link, int ordinal, int count) {
        Tuple parameters = Tuple.of(link, ordinal, count);
        StringBuilder conditions = new StringBuilder();
        CONDITIONS.forEach((name, condition) -> {
            @Nullable Object value = values.get(name);
            if (value != null) {
                parameters.addValue(value);
                conditions.append(" AND ").append(condition.replace("?", "$" + parameters.size()));
            }
        });
        String sql = SELECT.formatted("$1::bigint", "$2::integer", conditions, "$3::integer");
        return new Statement(Postgres.ONCE + TenantDatabase.scoped(sql, parameters.size()), parameters);
    }

    private static Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        String time = "?::timestamptz";
        conditions.put("from", "n.at >= " + time + " AND a.link > COALESCE(" + LAST_BEFORE.formatted(time) + ", 0)");
        conditions.put(
                "to",
                "n.at < " + time + " AND a.link <= COALESCE(" + LAST_BEFORE.formatted(time) + ", " + Long.MAX_VALUE
                        + ")");
        conditions.put("actor", "?::text = ANY (string_to_array(" + ACTOR_NAMES + ", E'\\n'))");
        conditions.put("resourceType", "a.resource_type = ?::text");
        conditions.put("resourceId", "a.resource_id = ?::uuid");
        conditions.put("action", "a.action = ?::text");
        return conditions;
    }
}
