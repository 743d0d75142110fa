package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.resources.schema.IdType;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Composes the SQL of a page of log entries, newest first. A text is planned each time, because its conditions vary. An
 * entry from before links held several entries has time and actor itself.
 */
final class EntriesSql {
    static final int LINK_COLUMN = 1;
    static final int ORDINAL_COLUMN = 2;
    static final int TIME_COLUMN = 3;

    private static final String ACTOR = "actor";
    private static final String LAST_BEFORE =
            "(SELECT x.sequence FROM activity_link x WHERE x.at < %s ORDER BY x.at DESC LIMIT 1)";

    /** The conditions of the parameters, but for the actor. */
    private static final Map<String, String> CONDITIONS = conditions();

    /** Bounds of links that follow from the times of links, which have an index; over the column {@code %s}. */
    private static final Map<String, String> BOUNDS = Map.of(
            "from", "%s > COALESCE(" + LAST_BEFORE.formatted("?::timestamptz") + ", 0)",
            "to", "%s <= COALESCE(" + LAST_BEFORE.formatted("?::timestamptz") + ", " + Long.MAX_VALUE + ")");

    private static final String USER =
            "CASE WHEN n.%1$s IS NOT NULL THEN json_build_object('id', n.%1$s, 'name', %2$s) END";
    private static final String ENTRY =
            "convert_to('{\"service\":\"resources\",\"sequence\":' || a.link || ',\"ordinal\":' || a.ordinal"
                    + " || ',\"at\":\"' || to_char(n.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') || '\",\"actor\":'"
                    + " || json_strip_nulls(json_build_object('kind', n.actor_kind, 'id', n.actor_id, 'name', n.actor_name, 'owner', "
                    + "CASE WHEN n.owner_id IS NOT NULL THEN json_build_object('id', n.owner_id) END, 'actingAs', "
                    + USER.formatted("acting_as_id", "n.acting_as_name")
                    + "))::text || ',\"requestId\":' || to_json(n.request_id)::text || ',\"action\":' || to_json(a.action)::text"
                    + " || ',\"resourceType\":' || to_json(a.resource_type)::text || ',\"resourceId\":\"' || a.resource_id"
                    + " || '\",\"changes\":' || a.changes::text || '}', 'UTF8')";
    private static final String SELECT = "SELECT " + ENTRY + " AS entry, a.link, a.ordinal, n.at FROM activity a"
            + " LEFT JOIN activity_link l ON l.organization_id = a.organization_id AND l.sequence = a.link,"
            + " LATERAL (SELECT COALESCE(a.at, l.at) AS at, COALESCE(a.actor_kind, l.actor_kind) AS actor_kind,"
            + " COALESCE(a.actor_id, l.actor_id) AS actor_id, COALESCE(a.actor_name, l.actor_name) AS actor_name,"
            + " COALESCE(a.acting_as_id, l.acting_as_id) AS acting_as_id,"
            + " COALESCE(a.acting_as_name, l.acting_as_name) AS acting_as_name,"
            + " COALESCE(a.owner_id, l.owner_id) AS owner_id, COALESCE(a.request_id, l.request_id) AS request_id) n"
            + " WHERE caller.known AND (a.link, a.ordinal) < ($1::bigint, $2::integer)%s"
            + " ORDER BY a.link DESC, a.ordinal DESC LIMIT $3::integer";

    /** Reads the newest entries of each link by itself, because a page would otherwise sort all entries of an import. */
    private static final String OF_LINKS =
            "SELECT e.* FROM (%s) m, LATERAL (%s) e" + " ORDER BY m.link DESC, e.ordinal DESC LIMIT $3::integer";

    private static final String OWN_LINKS =
            "SELECT o.link FROM activity o WHERE o.hash IS NOT NULL AND ? = ANY (string_to_array("
                    + "concat_ws(E'\\n', o.actor_id, o.actor_name, o.acting_as_id, o.acting_as_name, o.owner_id), E'\\n'))"
                    + " AND o.link <= $1";

    private EntriesSql() {}

    /** A statement with its own parameters. */
    record Statement(String sql, Tuple parameters) {}

    /** Returns statements in which all conditions occur. */
    static List<String> statements() {
        Map<String, Object> all = new LinkedHashMap<>();
        CONDITIONS.keySet().forEach(name -> all.put(name, ""));
        all.put(ACTOR, new UUID(0, 0).toString());
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
        StringBuilder bounds = new StringBuilder();
        CONDITIONS.forEach((name, condition) -> {
            @Nullable Object value = values.get(name);
            if (value != null) {
                String parameter = "$" + parameters.addValue(value).size();
                conditions.append(" AND ").append(condition.replace("?", parameter));
                if (BOUNDS.containsKey(name)) {
                    bounds.append(" AND ").append(BOUNDS.get(name).replace("?", parameter));
                }
            }
        });
        conditions.append(bounds.toString().replace("%s", "a.link"));
        String actor = (String) values.get(ACTOR);
        String sql = actor == null
                ? SELECT.formatted(conditions)
                : OF_LINKS.formatted(
                        linksOf(actor, parameters, bounds.toString()),
                        SELECT.formatted(conditions.append(" AND a.link = m.link")));
        return new Statement(Postgres.ONCE + TenantDatabase.scoped(sql, parameters.size()), parameters);
    }

    /**
     * Returns the query of the links of an actor, newest first: each of the columns that may name it has an index in the
     * order of links, which are merged.
     */
    private static String linksOf(String actor, Tuple parameters, String bounds) {
        String text = "$" + parameters.addString(actor).size() + "::text";
        Stream<String> names =
                Stream.of("actor_id", "actor_name", "acting_as_name").map(column -> column + " = " + text);
        UUID id = IdType.parse(actor);
        if (id != null) {
            String uuid = "$" + parameters.addUUID(id).size() + "::uuid";
            names = Stream.concat(names, Stream.of("acting_as_id", "owner_id").map(column -> column + " = " + uuid));
        }
        String links = names.map(name -> "(SELECT k.sequence AS link FROM activity_link k WHERE k." + name
                        + " AND k.sequence <= $1" + bounds.replace("%s", "k.sequence") + " ORDER BY k.sequence DESC)")
                .collect(Collectors.joining(" UNION ALL "));
        return "SELECT DISTINCT u.link FROM (" + links + " UNION ALL (" + OWN_LINKS.replace("?", text)
                + bounds.replace("%s", "o.link") + " ORDER BY o.link DESC)) u ORDER BY u.link DESC";
    }

    private static Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("from", "n.at >= ?::timestamptz");
        conditions.put("to", "n.at < ?::timestamptz");
        conditions.put("resourceType", "a.resource_type = ?::text");
        conditions.put("resourceId", "a.resource_id = ?::uuid");
        conditions.put("action", "a.action = ?::text");
        return conditions;
    }
}
