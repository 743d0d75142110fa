package com.raptorcomply.keyservice.notice;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/**
 * Writes notices, each with a delivery for every webhook that wants it, in the transaction of the change: none is sent of
 * a change that did not happen, and none is lost. A notice that is no alert and that no webhook wants is not written.
 */
public final class Notices {
    /** The largest number of deliveries that wait for one webhook. Further ones are dropped, which its log shows. */
    public static final int QUEUE_MAX = 1_000;

    /** The largest number of notices that one statement writes. */
    public static final int BATCH_MAX = 500;

    private static final String RECORD = """
            WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g (id uuid, organization uuid, type text, key uuid, \
              "user" uuid, data jsonb, alerts boolean)), \
            wanted AS (SELECT g.id, g.organization, w.id AS webhook, row_number() OVER (PARTITION BY w.id) AS place \
              FROM given g JOIN webhook w ON w.organization_id = g.organization AND w.enabled AND w.deleted_at IS NULL \
              AND (w.types IS NULL OR g.type = ANY (w.types))), \
            waiting AS (SELECT w.webhook, (SELECT count(*) FROM (SELECT FROM webhook_delivery d WHERE d.webhook_id = w.webhook \
              AND d.state = 'pending' LIMIT $2) q) AS number FROM (SELECT DISTINCT webhook FROM wanted) w), \
            written AS (INSERT INTO notice (id, organization_id, type, key_id, user_id, data) \
              SELECT g.id, g.organization, g.type, g.key, g."user", g.data FROM given g \
              WHERE g.alerts OR EXISTS (SELECT FROM wanted n WHERE n.id = g.id)) \
            INSERT INTO webhook_delivery (webhook_id, organization_id, notice_id, state, next_at, error) \
            SELECT n.webhook, n.organization, n.id, CASE WHEN q.isFull THEN 'dropped' ELSE 'pending' END, \
              CASE WHEN q.isFull THEN NULL ELSE now() END, CASE WHEN q.isFull THEN 'queue_full' END \
            FROM wanted n JOIN waiting w ON w.webhook = n.webhook, LATERAL (SELECT w.number + n.place > $2 AS isFull) q""";

    private Notices() {}

    public static Future<Void> record(SqlConnection connection, Notice notice) {
        return record(connection, List.of(notice));
    }

    /** Writes at most {@value #BATCH_MAX} notices. */
    public static Future<Void> record(SqlConnection connection, List<Notice> notices) {
        if (notices.isEmpty()) {
            return Future.succeededFuture();
        }
        JsonArray given = new JsonArray();
        notices.forEach(notice -> given.add(row(notice)));
        return connection
                .preparedQuery(RECORD)
                .execute(Tuple.of(given, (long) QUEUE_MAX))
                .mapEmpty();
    }

    private static JsonObject row(Notice notice) {
        return new JsonObject()
                .put("id", UUID.randomUUID().toString())
                .put("organization", notice.organizationId().toString())
                .put("type", notice.type().label())
                .put("key", notice.keyId() == null ? null : notice.keyId().toString())
                .put("user", notice.userId() == null ? null : notice.userId().toString())
                .put("data", notice.data())
                .put("alerts", notice.type().alerts());
    }
}
