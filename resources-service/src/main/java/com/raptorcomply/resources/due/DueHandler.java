package com.raptorcomply.resources.due;

import com.raptorcomply.chassis.http.request.CursorSeal;
import com.raptorcomply.resources.crud.QueryValues;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.auth.authorization.PermissionBasedAuthorization;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists what is late or due by a date, of the kinds and records that the caller may see, in pages. */
final class DueHandler implements Handler<RoutingContext> {
    static final String PATH = "/due";

    private static final int LIMIT_DEFAULT = 100;
    private static final String BEFORE = "before";
    private static final String FACILITY = "facilityId";
    private static final String PERSON = "personId";
    private static final String KIND = "kind";

    private final TenantDatabase database;
    private final CursorSeal seal;
    private final QueryValues parameters;

    DueHandler(TenantDatabase database, CursorSeal seal, QueryValues parameters) {
        this.database = database;
        this.seal = seal;
        this.parameters = parameters;
    }

    static List<String> statements() {
        UUID id = new UUID(0, 0);
        LocalDate day = LocalDate.EPOCH;
        List<String> statements = new ArrayList<>(List.of(DueTerms.READ));
        for (DueQuery query : List.of(
                new DueQuery(day, null, null, null, new DuePosition(day, 0, day.toString(), id)),
                new DueQuery(day, id, null, null, null),
                new DueQuery(day, null, id, null, null))) {
            DueQuery.Statement statement = query.statement(DueTerms.STANDARD, permission -> true, 1);
            if (statement != null) {
                statements.add(statement.sql());
            }
        }
        return statements;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Map<String, Object> values = parameters.read(ctx.queryParams());
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            ctx.response().end();
            return;
        }
        database.read(ctx, DueTerms.READ, Tuple.tuple())
                .map(DueTerms::of)
                .compose(terms -> respond(ctx, values, terms))
                .onFailure(ctx::fail);
    }

    private Future<Void> respond(RoutingContext ctx, Map<String, Object> values, DueTerms terms) {
        Tenant tenant = StampHandler.tenant(ctx);
        LocalDate before = (LocalDate) values.getOrDefault(BEFORE, terms.today());
        JsonArray sealed = new JsonArray()
                .add(tenant.organizationId().toString())
                .add(PATH)
                .add(before.toString());
        List.of(FACILITY, PERSON, KIND).forEach(name -> sealed.add(text(values.get(name))));
        String cursor = (String) values.get("cursor");
        DueQuery query = new DueQuery(
                before,
                (UUID) values.get(FACILITY),
                (UUID) values.get(PERSON),
                (String) values.get(KIND),
                cursor == null ? null : DuePosition.of(seal.open(sealed, cursor)));
        int limit = (Integer) values.getOrDefault("limit", LIMIT_DEFAULT);
        return read(ctx, query, terms, tenant, limit + 1).compose(items -> {
            if (items.size() > limit) {
                String next = seal.seal(sealed, items.get(limit - 1).position().json());
                ctx.response().putHeader("Link", link(values, before, limit, next));
            }
            JsonArray page = new JsonArray();
            items.stream().limit(limit).forEach(item -> page.add(item.json(terms.today())));
            return ctx.response().end(page.toBuffer());
        });
    }

    /** Returns the next items. One more than the page has shows that a next one exists. */
    private Future<List<DueItem>> read(RoutingContext ctx, DueQuery query, DueTerms terms, Tenant tenant, int count) {
        DueQuery.Statement statement = query.statement(
                terms,
                permission -> tenant.authorizations().verify(PermissionBasedAuthorization.create(permission)),
                count);
        if (statement == null) {
            return Future.succeededFuture(List.of());
        }
        return database.readRows(ctx, statement.sql(), statement.parameters(), count)
                .map(rows -> {
                    List<DueItem> items = new ArrayList<>();
                    for (Row row : rows) {
                        items.add(DueItem.of(row, terms));
                    }
                    items.sort(DueItem.ORDER);
                    return items.subList(0, Math.min(count, items.size()));
                });
    }

    private static String link(Map<String, Object> values, LocalDate before, int limit, String cursor) {
        StringBuilder link = new StringBuilder("<" + PATH + "?limit=" + limit + "&before=" + before);
        for (String name : List.of(FACILITY, PERSON, KIND)) {
            if (values.containsKey(name)) {
                link.append('&').append(name).append('=').append(values.get(name));
            }
        }
        return link.append("&cursor=").append(cursor).append(">; rel=\"next\"").toString();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
