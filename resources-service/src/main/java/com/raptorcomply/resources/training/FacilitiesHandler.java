package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** Lists the facilities of a training assignment that the caller sees. */
final class FacilitiesHandler implements Handler<RoutingContext> {
    private static final String READ = TenantDatabase.scoped("""
            SELECT f.id, f.title, f.facility_code FROM training_assignment a
            LEFT JOIN facility f ON f.id = ANY (a.facility_ids) AND f.deleted_at IS NULL
            WHERE a.id = $1 AND a.deleted_at IS NULL AND caller.known ORDER BY f.facility_code""", 1);

    private final TenantDatabase database;

    FacilitiesHandler(TenantDatabase database) {
        this.database = database;
    }

    static List<String> statements() {
        return List.of(READ);
    }

    @Override
    public void handle(RoutingContext ctx) {
        database.read(ctx, READ, Tuple.of(Responses.id(ctx)))
                .map(FacilitiesHandler::facilities)
                .onSuccess(facilities -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                        .end(facilities.toBuffer()))
                .onFailure(ctx::fail);
    }

    private static JsonArray facilities(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Problem.notFound().exception();
        }
        JsonArray facilities = new JsonArray();
        for (Row row : rows) {
            if (row.getUUID(0) != null) {
                facilities.add(new JsonObject()
                        .put("id", row.getUUID(0).toString())
                        .put("title", row.getString(1))
                        .put("facilityCode", row.getString(2)));
            }
        }
        return facilities;
    }
}
