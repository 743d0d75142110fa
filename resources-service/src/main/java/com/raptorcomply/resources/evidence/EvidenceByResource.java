package com.raptorcomply.resources.evidence;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.schema.IdType;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Responds with the evidence about one record, and its number. */
final class EvidenceByResource implements Handler<RoutingContext> {
    private static final int COUNT_MAX = 1000;

    private final String sql;
    private final TenantDatabase database;

    EvidenceByResource(CompiledResource evidence, TenantDatabase database) {
        this.sql = TenantDatabase.scoped(
                "SELECT " + evidence.body() + ", count(*) OVER () FROM evidence r"
                        + " WHERE r.resource_id = $1 AND r.deleted_at IS NULL AND caller.known ORDER BY r.id LIMIT "
                        + COUNT_MAX,
                1);
        this.database = database;
    }

    /** Returns its statements, for preparing them at start. */
    List<String> statements() {
        return List.of(sql);
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID resource = IdType.parse(ctx.pathParam("resourceId"));
        if (resource == null) {
            throw Problem.notFound().exception();
        }
        database.readRows(ctx, sql, Tuple.of(resource), COUNT_MAX)
                .compose(rows -> Responses.found(ctx, body(rows)))
                .onFailure(ctx::fail);
    }

    private static Buffer body(RowSet<Row> rows) {
        Buffer body = Buffer.buffer("{\"data\":[");
        long total = 0;
        for (Row row : rows) {
            body.appendString(total == 0 ? "" : ",").appendBuffer(row.getBuffer(0));
            total = row.getLong(1);
        }
        return body.appendString("],\"total\":" + total + "}");
    }
}
