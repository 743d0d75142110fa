package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.service.Repeat;
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
    private static final String HEAD = Postgres.ONCE
            + TenantDatabase.scoped("SELECT e.sequence, e.hash FROM activity_end() e WHERE caller.known", 0);

    private final TenantDatabase database;

    ExportHandler(TenantDatabase database) {
        this.database = database;
    }

    static List<String> statements() {
        return List.of(HEAD, ChainLines.SQL);
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
                    return rest(ctx, encoder, head.getLong("sequence"));
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

    /** Sends all lines up to the link that was the head when the export began. */
    private Future<Void> rest(RoutingContext ctx, ContentEncoder encoder, long last) {
        ChainLines.Position[] after = {ChainLines.Position.START};
        return Repeat.whileTrue(() -> ctx.response().closed()
                ? Future.succeededFuture(false)
                : ChainLines.read(ctx, database, after[0], last, PORTION_LINES)
                        .compose(rows -> send(ctx.response(), encoder, rows, after)));
    }

    /** Returns true if more lines follow; moves the position, which is the only element. */
    private static Future<Boolean> send(
            HttpServerResponse response, ContentEncoder encoder, RowSet<Row> rows, ChainLines.Position[] after) {
        Buffer lines = Buffer.buffer();
        Row end = null;
        for (Row row : rows) {
            lines.appendString(row.getString(ChainLines.LINE_COLUMN)).appendByte((byte) '\n');
            end = row;
        }
        if (end == null || rows.size() < PORTION_LINES) {
            return response.end(encoder.last(lines)).map(false);
        }
        after[0] = ChainLines.Position.of(end);
        response.write(encoder.piece(lines));
        return drained(response).map(true);
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
