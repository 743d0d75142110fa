package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Responds with a list: one page at once, or all records as a stream. HEAD reads no record of the list, because fields
 * that depend on them may be omitted (RFC 9110 section 9.3.2) and reading them costs as much as a GET.
 */
final class ListHandler implements Handler<RoutingContext> {
    private final ListOperation operation;
    private final TenantDatabase database;
    private final CursorSeal seal;
    private final ListView view;

    ListHandler(ListOperation operation, TenantDatabase database, CursorSeal seal, ListView view) {
        this.operation = operation;
        this.database = database;
        this.seal = seal;
        this.view = view;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID parent = operation.parent() == null ? null : Responses.id(ctx);
        Tenant tenant = StampHandler.tenant(ctx);
        ListValues values = operation
                .parameters()
                .read(ctx.queryParams())
                .with(view.fixed())
                .seenBy(tenant);
        ListQuery query =
                operation.query(values, parent, seal, tenant.organizationId().toString());
        RecordFormat format = view.format().apply(ctx);
        ContentEncoder encoder = ContentEncoder.of(ctx.request());
        ctx.addEndHandler(end -> encoder.release());
        checked(ctx, values)
                .compose(seen -> answer(ctx, query, parent, format, encoder))
                .onFailure(failure -> {
                    view.dropDescription(ctx.response());
                    Responses.fail(ctx, failure);
                });
    }

    private Future<Void> checked(RoutingContext ctx, ListValues values) {
        OffsetDateTime asOf = values.asOf();
        if (asOf != null) {
            return History.check(ctx, database, operation.sql().table(), ListParameters.AS_OF, asOf);
        }
        // A file is a copy of the list and not the beginning of a sync.
        boolean isDelta = !ctx.request().method().equals(HttpMethod.HEAD) && !view.isFile();
        return isDelta ? DeltaSight.check(ctx, database, values.since(), values.isFirst()) : Future.succeededFuture();
    }

    private Future<Void> answer(
            RoutingContext ctx, ListQuery query, @Nullable UUID parent, RecordFormat format, ContentEncoder encoder) {
        view.describe(ctx.response(), format);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            encoder.name(ctx.response());
            return requireParent(ctx, parent).compose(found -> ctx.response().end());
        }
        if (query.limit() == null) {
            return stream(ctx, query, parent, format, encoder);
        }
        int limit = query.limit();
        // One record more than requested shows that a next page exists.
        return read(ctx, query, parent, limit + 1).compose(rows -> send(ctx, query, limit, rows, format, encoder));
    }

    private Future<Void> stream(
            RoutingContext ctx, ListQuery query, @Nullable UUID parent, RecordFormat format, ContentEncoder encoder) {
        ListStream stream = new ListStream(
                rest -> read(ctx, rest, parent, ListStream.PORTION_ROWS), ctx.response(), format, encoder);
        ctx.addEndHandler(end -> {
            if (end.failed()) {
                stream.cut(end.cause());
            }
        });
        return stream.run(query);
    }

    /** Reads records. The statement finds none if the caller does not see the parent, which is then looked for. */
    private Future<RowSet<Row>> read(RoutingContext ctx, ListQuery query, @Nullable UUID parent, int count) {
        ListSql.Statement statement =
                operation.sql().statement(query, count, StampHandler.tenant(ctx).isRestricted());
        return database.readRows(ctx, statement.sql(), statement.parameters(), count)
                .compose(rows -> rows.size() > 0
                        ? Future.succeededFuture(rows)
                        : requireParent(ctx, parent).map(rows));
    }

    /** Fails with a 404 if the caller does not see the parent. */
    private Future<?> requireParent(RoutingContext ctx, @Nullable UUID id) {
        ListOperation.Parent parent = operation.parent();
        return parent == null
                ? Future.succeededFuture()
                : database.read(ctx, parent.sql(), Tuple.of(id)).map(Responses::found);
    }

    private Future<Void> send(
            RoutingContext ctx,
            ListQuery query,
            int limit,
            RowSet<Row> rows,
            RecordFormat format,
            ContentEncoder encoder) {
        HttpServerResponse response = ctx.response();
        Buffer page = Buffer.buffer();
        int count = 0;
        Row last = null;
        for (Row row : rows) {
            if (count++ == limit && last != null) {
                String organization = StampHandler.tenant(ctx).organizationId().toString();
                response.putHeader("Link", query.link(seal, organization, query.position(last)));
                break;
            }
            format.append(page, query.json(row));
            last = row;
        }
        format.end(page);
        encoder.name(response);
        return encoder.whole(ctx.vertx(), page).compose(response::end);
    }
}
