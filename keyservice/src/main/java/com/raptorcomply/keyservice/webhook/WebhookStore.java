package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the SQL statements on webhooks and on the log of their deliveries. Deleted webhooks are not found. */
final class WebhookStore {
    private static final String COLUMNS = "id, organization_id, name, url, types, enabled, created_at, updated_at";

    private static final String INSERT = "INSERT INTO webhook (id, organization_id, name, url, types, enabled, secret)"
            + " VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING " + COLUMNS;

    private static final String LIST = "SELECT " + COLUMNS
            + " FROM webhook WHERE organization_id = $1 AND deleted_at IS NULL ORDER BY created_at, id";

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM webhook WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL";

    /** Not FOR UPDATE, which would make the inserts of deliveries wait. */
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";

    private static final String UPDATE = "UPDATE webhook SET name = $3, url = $4, types = $5, enabled = $6,"
            + " updated_at = now() WHERE id = $1 AND organization_id = $2 RETURNING " + COLUMNS;

    private static final String DELETE =
            "UPDATE webhook SET deleted_at = now(), updated_at = now() WHERE organization_id = $1 AND id = $2";

    private static final String DROP_PENDING = "UPDATE webhook_delivery SET state = 'dropped', next_at = NULL,"
            + " error = 'disabled' WHERE webhook_id = $1 AND state = 'pending'";

    private static final String LOCK_ORGANIZATION =
            "SELECT FROM organization WHERE id = $1 AND status <> 'deleted' FOR NO KEY UPDATE";

    private static final String DELIVERY = """
            SELECT d.id, d.state, d.created_at, d.attempts, d.attempted_at, d.status_code, d.error, d.duration_millis, \
            d.next_at, n.type, n.data FROM webhook_delivery d JOIN notice n ON n.id = d.notice_id\s""";

    private static final String FIND_DELIVERY = DELIVERY + "WHERE d.webhook_id = $1 AND d.id = $2";

    private static final String LIST_DELIVERIES = DELIVERY + """
            WHERE d.webhook_id = $1 AND ($2::text IS NULL OR d.state = $2) \
            AND ($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3, $4)) \
            ORDER BY d.created_at DESC, d.id DESC LIMIT $5""";

    private WebhookStore() {}

    /** Locks the organization, so that its webhooks can be counted; returns false if it is gone. */
    static Future<Boolean> lockOrganization(SqlClient client, UUID organizationId) {
        return client.preparedQuery(LOCK_ORGANIZATION)
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.size() > 0);
    }

    static Future<Webhook> insert(
            SqlClient client, UUID id, UUID organizationId, WebhookAttributes attributes, byte[] secret) {
        return client.preparedQuery(INSERT)
                .execute(values(organizationId, id, attributes).addBuffer(Buffer.buffer(secret)))
                .map(RowReader.first(WebhookStore::webhook))
                .map(Optional::orElseThrow);
    }

    /** Returns all webhooks of the organization, oldest first. */
    static Future<List<Webhook>> list(SqlClient client, UUID organizationId) {
        return client.preparedQuery(LIST).execute(Tuple.of(organizationId)).map(RowReader.all(WebhookStore::webhook));
    }

    static Future<Optional<Webhook>> find(SqlClient client, UUID organizationId, UUID id) {
        return one(client, FIND, organizationId, id);
    }

    /** Finds the webhook and locks it until the transaction ends. */
    static Future<Optional<Webhook>> lock(SqlClient client, UUID organizationId, UUID id) {
        return one(client, LOCK, organizationId, id);
    }

    /** Changes the webhook. What waits for a disabled one is dropped. */
    static Future<Webhook> update(SqlClient client, Webhook before, WebhookAttributes attributes) {
        return client.preparedQuery(UPDATE)
                .execute(values(before.organizationId(), before.id(), attributes))
                .map(RowReader.first(WebhookStore::webhook))
                .map(Optional::orElseThrow)
                .compose(after -> attributes.enabled()
                        ? Future.succeededFuture(after)
                        : dropPending(client, before).map(after));
    }

    static Future<Void> delete(SqlClient client, Webhook webhook) {
        return client.preparedQuery(DELETE)
                .execute(Tuple.of(webhook.organizationId(), webhook.id()))
                .compose(deleted -> dropPending(client, webhook));
    }

    private static Future<Void> dropPending(SqlClient client, Webhook webhook) {
        return client.preparedQuery(DROP_PENDING)
                .execute(Tuple.of(webhook.id()))
                .mapEmpty();
    }

    static Future<Optional<JsonObject>> delivery(SqlClient client, UUID webhookId, UUID id) {
        return client.preparedQuery(FIND_DELIVERY)
                .execute(Tuple.of(webhookId, id))
                .map(RowReader.first(WebhookStore::delivery));
    }

    /** Returns the page of deliveries, newest first, and one more if there is another page. */
    static Future<List<JsonObject>> deliveries(SqlClient client, UUID webhookId, DeliveryFilter filter) {
        return client.preparedQuery(LIST_DELIVERIES)
                .execute(filter.values(webhookId))
                .map(RowReader.all(WebhookStore::delivery));
    }

    private static Future<Optional<Webhook>> one(SqlClient client, String sql, UUID organizationId, UUID id) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(organizationId, id))
                .map(RowReader.first(WebhookStore::webhook));
    }

    private static Tuple values(UUID organizationId, UUID id, WebhookAttributes attributes) {
        List<String> types = attributes.types();
        return Tuple.of(id, organizationId, attributes.name(), attributes.url())
                .addArrayOfString(types.isEmpty() ? null : types.toArray(String[]::new))
                .addBoolean(attributes.enabled());
    }

    private static Webhook webhook(Row row) {
        String[] types = row.getArrayOfStrings("types");
        return new Webhook(
                row.getUUID("id"),
                row.getUUID("organization_id"),
                new WebhookAttributes(
                        row.getString("name"),
                        row.getString("url"),
                        types == null ? List.of() : List.of(types),
                        row.getBoolean("enabled")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static JsonObject delivery(Row row) {
        return new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("type", row.getString("type"))
                .put("state", row.getString("state"))
                .put("createdAt", time(row, "created_at"))
                .put("attempts", row.getInteger("attempts"))
                .put("attemptedAt", time(row, "attempted_at"))
                .put("statusCode", row.getInteger("status_code"))
                .put("error", row.getString("error"))
                .put("durationMs", row.getInteger("duration_millis"))
                .put("nextAttemptAt", time(row, "next_at"))
                .put("data", row.getJsonObject("data"));
    }

    private static @Nullable String time(Row row, String column) {
        return Objects.toString(
                row.getOffsetDateTime(column) == null
                        ? null
                        : row.getOffsetDateTime(column).toInstant(),
                null);
    }
}
