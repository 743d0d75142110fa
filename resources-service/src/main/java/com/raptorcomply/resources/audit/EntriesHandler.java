package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.CursorSeal;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Responds with a page of log entries, newest first: those that the parameters choose, or those of one record. */
final class EntriesHandler implements Handler<RoutingContext> {
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final int LIMIT_DEFAULT = 100;
    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,63}");

    private final TenantDatabase database;
    private final CursorSeal seal;
    private final Function<RoutingContext, Map<String, Object>> parameters;

    /** @param parameters reads the query parameters of a request */
    EntriesHandler(TenantDatabase database, CursorSeal seal, Function<RoutingContext, Map<String, Object>> parameters) {
        this.database = database;
        this.seal = seal;
        this.parameters = parameters;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Map<String, Object> values = parameters.apply(ctx);
        if (ctx.pathParam("type") != null) {
            if (!TYPE.matcher(ctx.pathParam("type")).matches()) {
                throw Problem.notFound().exception();
            }
            values.put("resourceType", ctx.pathParam("type"));
            values.put("resourceId", Responses.id(ctx));
        }
        Object cursor = values.get(CURSOR);
        JsonArray position =
                cursor == null ? new JsonArray().add(Long.MAX_VALUE).add(0) : seal.open(sealed(ctx), (String) cursor);
        int limit = (int) values.getOrDefault(LIMIT, LIMIT_DEFAULT);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            Responses.json(ctx, Buffer.buffer());
            return;
        }
        // One entry more than requested shows that another page exists.
        EntriesSql.Statement statement =
                EntriesSql.statement(values, position.getLong(0), position.getInteger(1), limit + 1);
        database.readRows(ctx, statement.sql(), statement.parameters(), limit + 1)
                .compose(rows -> send(ctx, rows, limit))
                .onFailure(failure -> {
                    if (!ctx.response().closed()) {
                        ctx.fail(failure);
                    }
                });
    }

    private Future<Void> send(RoutingContext ctx, RowSet<Row> rows, int limit) {
        Buffer page = Buffer.buffer("[");
        int count = 0;
        JsonArray last = new JsonArray();
        for (Row row : rows) {
            if (count++ == limit) {
                ctx.response().putHeader("Link", link(ctx, limit, seal.seal(sealed(ctx), last)));
                break;
            }
            page.appendString(count == 1 ? "" : ",").appendBuffer(row.getBuffer(0));
            last = new JsonArray()
                    .add(row.getLong(EntriesSql.LINK_COLUMN))
                    .add(row.getInteger(EntriesSql.ORDINAL_COLUMN));
        }
        return Responses.json(ctx, page.appendString("]"));
    }

    /** Returns what a cursor is sealed with: all that decides which entries follow. */
    private static JsonArray sealed(RoutingContext ctx) {
        JsonArray query = new JsonArray()
                .add(StampHandler.tenant(ctx).organizationId().toString())
                .add(ctx.request().path());
        given(ctx).forEach((name, value) -> query.add(name).add(value));
        return query;
    }

    private static String link(RoutingContext ctx, int limit, String cursor) {
        StringBuilder link = new StringBuilder("<")
                .append(ctx.request().path())
                .append("?limit=")
                .append(limit);
        given(ctx).forEach((name, value) -> link.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return link.append("&cursor=").append(cursor).append(">; rel=\"next\"").toString();
    }

    /** Returns the parameters that choose entries, as the client wrote them. */
    private static Map<String, String> given(RoutingContext ctx) {
        Map<String, String> given = new TreeMap<>();
        ctx.queryParams().forEach((name, value) -> {
            if (!name.equals(LIMIT) && !name.equals(CURSOR)) {
                given.put(name, value);
            }
        });
        return given;
    }
}
