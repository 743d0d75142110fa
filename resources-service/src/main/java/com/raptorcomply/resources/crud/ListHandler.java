package com.raptorcomply.resources.crud;

import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * Responds with a list: one page at once, or all records as a stream. HEAD reads no records, because fields that depend
 * on them may be omitted (RFC 9110 section 9.3.2) and reading them costs as much as a GET.
 */
final class ListHandler implements Handler<RoutingContext> {
    private final CompiledResource resource;
    private final TenantDatabase database;

    ListHandler(CompiledResource resource, TenantDatabase database) {
        this.resource = resource;
        this.database = database;
    }

    @Override
    public void handle(RoutingContext ctx) {
        ListQuery query = ListQuery.of(ctx.request());
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        ContentEncoder.vary(ctx.response());
        ContentEncoder encoder = ContentEncoder.of(ctx.request());
        ctx.addEndHandler(end -> encoder.release());
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            encoder.name(ctx.response());
            ctx.response().end();
            return;
        }
        Future<Void> answered =
                query.limit() == null ? stream(ctx, query, encoder) : page(ctx, query, query.limit(), encoder);
        answered.onFailure(failure -> {
            // No response is possible after the client has left.
            if (!ctx.response().closed()) {
                ctx.fail(failure);
            }
        });
    }

    private Future<Void> page(RoutingContext ctx, ListQuery query, int limit, ContentEncoder encoder) {
        // One record more than requested shows that a next page exists.
        return read(ctx, query, limit + 1).compose(rows -> send(ctx.response(), query, limit, rows, encoder));
    }

    private Future<Void> stream(RoutingContext ctx, ListQuery query, ContentEncoder encoder) {
        ListStream stream = new ListStream(rest -> read(ctx, rest, ListStream.PORTION_ROWS), ctx.response(), encoder);
        ctx.addEndHandler(end -> {
            if (end.failed()) {
                stream.cut(end.cause());
            }
        });
        return stream.run(query);
    }

    private Future<RowSet<Row>> read(RoutingContext ctx, ListQuery query, int count) {
        String sql = resource.sql().list(query.byChange(), query.includeDeleted(), query.tagged());
        return database.read(ctx, sql, query.parameters(count));
    }

    private Future<Void> send(
            HttpServerResponse response, ListQuery query, int limit, RowSet<Row> rows, ContentEncoder encoder) {
        Buffer page = Buffer.buffer("[");
        int count = 0;
        Row last = null;
        for (Row row : rows) {
            if (count == limit && last != null) {
                response.putHeader("Link", query.after(last).link(resource.path()));
                break;
            }
            if (count++ > 0) {
                page.appendByte((byte) ',');
            }
            page.appendBuffer(query.json(row));
            last = row;
        }
        encoder.name(response);
        return response.end(encoder.last(page.appendByte((byte) ']')));
    }
}
