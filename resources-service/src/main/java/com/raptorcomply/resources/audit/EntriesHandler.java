package com.raptorcomply.resources.audit;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.keyservice.KeyServiceClient.Answer;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Responds with a page of log entries, newest first: those that the parameters choose, or those of one record. A caller with
 * restrictions gets no entries about keys and people, because these refer to no place.
 */
final class EntriesHandler implements Handler<RoutingContext> {
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String ORGANIZATION = "organizationId";
    private static final int LIMIT_DEFAULT = 100;
    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,63}");

    private final TenantDatabase database;
    private final Optional<KeyActivity> keys;
    private final CursorSeal seal;
    private final Function<RoutingContext, Map<String, Object>> parameters;

    /**
     * @param keys the log of the key service; empty: only entries about records
     * @param parameters reads the query parameters of a request
     */
    EntriesHandler(
            TenantDatabase database,
            Optional<KeyActivity> keys,
            CursorSeal seal,
            Function<RoutingContext, Map<String, Object>> parameters) {
        this.database = database;
        this.keys = keys;
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
        boolean ofKeys = isOfKeysOnly(ctx, values);
        Object cursor = values.get(CURSOR);
        JsonArray before = cursor == null ? EntryPage.start() : seal.open(sealed(ctx), (String) cursor);
        int limit = (int) values.getOrDefault(LIMIT, LIMIT_DEFAULT);
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            Responses.json(ctx, Buffer.buffer());
            return;
        }
        Future<KeyActivity.Page> ofBoth = keyEntries(ctx, before, limit);
        // One entry more than requested shows that another page exists.
        records(ctx, values, before, ofKeys ? 0 : limit + 1)
                .compose(records -> ofBoth.compose(page -> send(ctx, before, records, page, limit)))
                .onFailure(failure -> Responses.fail(ctx, failure));
    }

    /** Returns true if the request is about another organization, whose records no key reads. */
    private static boolean isOfKeysOnly(RoutingContext ctx, Map<String, Object> values) {
        Tenant tenant = StampHandler.tenant(ctx);
        Object organization = values.get(ORGANIZATION);
        if (organization == null || organization.equals(tenant.organizationId())) {
            return false;
        }
        if (tenant.isRestricted()) {
            throw Problem.forbidden(ErrorCode.RESTRICTED).exception();
        }
        return true;
    }

    private Future<RowSet<Row>> records(RoutingContext ctx, Map<String, Object> values, JsonArray before, int rows) {
        EntriesSql.Statement statement = EntriesSql.statement(values, before.getLong(0), before.getInteger(1), rows);
        return database.readRows(ctx, statement.sql(), statement.parameters(), rows);
    }

    private Future<KeyActivity.Page> keyEntries(RoutingContext ctx, JsonArray before, int limit) {
        if (keys.isEmpty() || StampHandler.tenant(ctx).isRestricted()) {
            return Future.succeededFuture(KeyActivity.Page.EMPTY);
        }
        return keys.get().read(ctx, given(ctx), before.getLong(2), limit);
    }

    private Future<Void> send(
            RoutingContext ctx, JsonArray before, RowSet<Row> records, KeyActivity.Page keyPage, int limit) {
        Answer refusal = keyPage.refusal();
        if (refusal != null) {
            return ctx.response()
                    .setStatusCode(refusal.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, refusal.headers().get(HttpHeaders.CONTENT_TYPE))
                    .end(refusal.body());
        }
        EntryPage page =
                new EntryPage(before, records.iterator(), keyPage.entries().listIterator());
        Buffer body = page.take(limit);
        if (page.isLeft() || keyPage.hasMore()) {
            ctx.response().putHeader("Link", link(ctx, limit, seal.seal(sealed(ctx), page.position())));
        }
        return Responses.json(ctx, body);
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
