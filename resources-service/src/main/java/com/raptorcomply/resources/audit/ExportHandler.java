package com.raptorcomply.resources.audit;

import com.raptorcomply.resources.crud.ContentEncoder;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.List;

/**
 * Streams the whole log with the exact texts whose digests make the chain, as newline-delimited JSON. The first line tells
 * the head of the chain; each link follows with its hash, then its entries. Memory stays bounded, and no connection is held
 * while the client is slow.
 */
final class ExportHandler implements Handler<RoutingContext> {
    private static final int PORTION_LINES = 500;
    private static final String HEAD =
            TenantDatabase.scoped("SELECT e.sequence, e.hash FROM activity_end() e WHERE caller.known", 0);
    private static final String LINES = TenantDatabase.scoped("""
            SELECT e.link, e.ordinal, e.line FROM (
              (SELECT l.sequence AS link, 0 AS ordinal,
                 json_build_object('link', activity_link_text(l), 'hash', encode(l.hash, 'hex'))::text AS line
               FROM activity_link l WHERE caller.known AND l.sequence >= $1 AND (l.sequence > $1 OR $2 < 0) AND l.sequence <= $3
               ORDER BY l.sequence LIMIT $4::integer)
              UNION ALL
              (SELECT a.link, a.ordinal, CASE WHEN a.hash IS NULL
                 THEN json_build_object('entry',
                   activity_entry_text(a.ordinal, a.action, a.resource_type, a.resource_id, a.changes))
                 ELSE json_build_object('link', activity_own_link_text(a), 'hash', encode(a.hash, 'hex')) END::text
               FROM activity a WHERE caller.known AND (a.link, a.ordinal) > ($1::bigint, $2::integer) AND a.link <= $3::bigint
               ORDER BY a.link, a.ordinal LIMIT $4::integer)) e
            ORDER BY e.link, e.ordinal LIMIT $4::integer""", 4);

    private final TenantDatabase database;

    ExportHandler(TenantDatabase database) {
        this.database = database;
    }

    static List<String> statements() {
        return List.of(HEAD, LINES);
    }

    @Override
    public void handle(RoutingContext ctx) {
        Tenant tenant = Audit.unrestricted(ctx);
        ContentEncoder encoder = ContentEncoder.of(ctx.request());
        ctx.addEndHandler(end -> encoder.release());
        HttpServerResponse response = ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"activity.ndjson\"");
        response.putHeader(HttpHeaders.VARY, "Accept-Encoding");
        encoder.name(response);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        database.read(ctx, HEAD, Tuple.tuple())
                .compose(rows -> {
                    JsonObject head = head(rows);
                    Buffer first = Buffer.buffer(new JsonObject()
                                    .put("organization", tenant.organizationId().toString())
                                    .put("head", head)
                                    .encode())
                            .appendString("\n");
                    response.setChunked(true).write(encoder.piece(first));
                    return rest(ctx, encoder, 0, -1, head.getLong("sequence"));
                })
                .onFailure(failure -> {
                    if (!response.closed()) {
                        ctx.fail(failure);
                    }
                });
    }

    private static JsonObject head(RowSet<Row> rows) {
        JsonObject head = new JsonObject().put("sequence", 0L).put("hash", "");
        rows.forEach(row -> head.put("sequence", row.getLong(0))
                .put("hash", HexFormat.of().formatHex(row.getBuffer(1).getBytes())));
        return head;
    }

    /** Sends the lines after a position, up to the link that was the head when the export began. */
    private Future<Void> rest(RoutingContext ctx, ContentEncoder encoder, long link, int ordinal, long last) {
        HttpServerResponse response = ctx.response();
        if (response.closed()) {
            return Future.succeededFuture();
        }
        return database.readRows(ctx, LINES, Tuple.of(link, ordinal, last, PORTION_LINES), PORTION_LINES)
                .compose(rows -> {
                    Buffer lines = Buffer.buffer();
                    Row end = null;
                    for (Row row : rows) {
                        lines.appendString(row.getString(2)).appendByte((byte) '\n');
                        end = row;
                    }
                    if (end == null || rows.size() < PORTION_LINES) {
                        return response.end(encoder.last(lines));
                    }
                    long nextLink = end.getLong(0);
                    int nextOrdinal = end.getInteger(1);
                    response.write(encoder.piece(lines));
                    return drained(response).compose(ready -> rest(ctx, encoder, nextLink, nextOrdinal, last));
                });
    }

    private static Future<Void> drained(HttpServerResponse response) {
        if (!response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> drained = Promise.promise();
        response.drainHandler(ready -> drained.tryComplete());
        response.closeHandler(closed -> drained.tryFail("The client went away"));
        return drained.future();
    }
}
