package com.raptorcomply.resources.resource;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.concurrent.Semaphore;

/**
 * Answers a list: one page in one piece, or all records streamed out of a cursor with flat memory. A stream holds a
 * connection to the database for as long as the client reads, so their number is bounded.
 */
final class ListHandler implements Handler<RoutingContext> {
    private static final int RETRY_AFTER_SECONDS = 1;

    private final Resource resource;
    private final TenantDatabase database;
    private final Semaphore streams;

    ListHandler(Resource resource, TenantDatabase database, Semaphore streams) {
        this.resource = resource;
        this.database = database;
        this.streams = streams;
    }

    @Override
    public void handle(RoutingContext ctx) {
        ListQuery query = ListQuery.of(ctx.request());
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        Future<Void> answered = query.limit() == null ? stream(ctx, query) : page(ctx, query, query.limit());
        answered.onFailure(ctx::fail);
    }

    private Future<Void> page(RoutingContext ctx, ListQuery query, int limit) {
        String sql = resource.sql().list(query.byChange(), query.includeDeleted());
        // One more than asked for tells whether there is a next page.
        return database.read(StampHandler.tenant(ctx), sql, query.parameters(limit + 1))
                .compose(rows -> send(ctx.response(), query, limit, rows));
    }

    private Future<Void> send(HttpServerResponse response, ListQuery query, int limit, RowSet<Row> rows) {
        Buffer page = Buffer.buffer("[");
        int count = 0;
        Row last = null;
        for (Row row : rows) {
            if (count == limit && last != null) {
                PagePosition end =
                        new PagePosition(query.byChange() ? last.getOffsetDateTime(2) : null, last.getUUID(1));
                response.putHeader("Link", query.next(resource.path(), end));
                break;
            }
            if (count++ > 0) {
                page.appendByte((byte) ',');
            }
            page.appendBuffer(row.getBuffer(0));
            last = row;
        }
        return response.end(page.appendByte((byte) ']'));
    }

    private Future<Void> stream(RoutingContext ctx, ListQuery query) {
        if (!streams.tryAcquire()) {
            return Future.failedFuture(Problem.unavailable(
                            "Too many lists are being read at once. Ask for pages with limit, or try again later.",
                            RETRY_AFTER_SECONDS)
                    .exception());
        }
        String sql = resource.sql().list(query.byChange(), query.includeDeleted());
        Tenant tenant = StampHandler.tenant(ctx);
        return database.reading(tenant, connection -> connection.prepare(sql).compose(statement -> new ListStream(
                                statement.cursor(query.parameters(null)), ctx.response())
                        .run()))
                .eventually(() -> {
                    streams.release();
                    return Future.succeededFuture();
                });
    }
}
