package com.raptorcomply.keyservice.notice;

import com.raptorcomply.chassis.http.request.Timestamps;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Reads the alerts of an organization for callers that may read its activity. */
public final class AlertReading {
    /** An alert about a key is current while its cause lasts. Other alerts are about something that has happened. */
    private static final String SELECT = """
            SELECT n.id, n.type, n.at, n.key_id, n.user_id, n.data, coalesce(CASE \
              WHEN n.type IN ('api_key.expiring', 'api_key.expired') THEN k.revoked_at IS NULL \
                AND k.expires_at = (n.data #>> '{key,expiresAt}')::timestamptz \
                AND (k.expires_at <= now()) = (n.type = 'api_key.expired') \
              WHEN n.type IN ('api_key.unused', 'api_key.revocation_scheduled') THEN k.revoked_at IS NULL \
                AND (k.expires_at IS NULL OR k.expires_at > now()) AND l.last_used_at < n.at \
              ELSE true END, false) AS current \
            FROM notice n LEFT JOIN api_key k ON k.id = n.key_id LEFT JOIN key_last_use l ON l.key_id = n.key_id \
            WHERE n.organization_id = $1 AND n.type\s""";

    private static final String OF_ONE_TYPE = "= $2";
    private static final String OF_ALL_TYPES = "= ANY ($2)";
    private static final String BEHIND = " AND (n.at, n.id) < ($4, $5)";
    private static final String NEWEST_FIRST = " ORDER BY n.at DESC, n.id DESC LIMIT $3";

    private static final String[] ALL_TYPES = NoticeType.ofAlerts().toArray(String[]::new);

    private final Pool pool;

    public AlertReading(Pool pool) {
        this.pool = pool;
    }

    /**
     * Reads a page, and one alert more if there is another page. It fails with 403 without the permission, with 404 for an
     * organization that the caller may not know of.
     */
    public Future<List<JsonObject>> list(Principal caller, UUID organizationId, AlertFilter filter) {
        AccessRules.require(caller, Permissions.ACTIVITY_READ, caller.organizationId());
        if (!organizationId.equals(caller.organizationId()) && !AccessRules.isPlatformAdmin(caller)) {
            throw Problem.notFound().exception();
        }
        Tuple values = Tuple.of(
                organizationId, filter.type().isPresent() ? filter.type().get() : ALL_TYPES);
        values.addInteger(filter.limit() + 1);
        filter.after().ifPresent(cursor -> values.addOffsetDateTime(Timestamps.bound(cursor.createdAt()))
                .addUUID(cursor.id()));
        return pool.preparedQuery(sql(filter)).execute(values).map(RowReader.all(AlertReading::show));
    }

    private static String sql(AlertFilter filter) {
        String types = filter.type().isPresent() ? OF_ONE_TYPE : OF_ALL_TYPES;
        return SELECT + types + (filter.after().isPresent() ? BEHIND : "") + NEWEST_FIRST;
    }

    private static JsonObject show(Row row) {
        return new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("type", row.getString("type"))
                .put("at", row.getOffsetDateTime("at").toInstant().toString())
                .put("keyId", Objects.toString(row.getUUID("key_id"), null))
                .put("userId", Objects.toString(row.getUUID("user_id"), null))
                .put("current", row.getBoolean("current"))
                .put("data", row.getJsonObject("data"));
    }
}
