package com.raptorcomply.resources.task;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives the unfinished tasks of one person to another, all or none: those of a CIP Senior Manager (CIP-003) to the successor.
 * Tasks that are complete or cancelled stay, because they are a record of who was responsible.
 */
final class ReassignHandler implements Handler<RoutingContext> {
    private static final String FROM = "csmId";
    private static final String TO = "assigneeId";

    private static final String REASSIGN = Postgres.ONCE + """
            UPDATE task t SET assignee_id = $2, updated_at = change_time()
            WHERE t.assignee_id = $1 AND $1 <> $2 AND t.status IN ('open', 'in_progress') AND t.deleted_at IS NULL
            RETURNING t.id""";

    private static final String CURRENT = Postgres.ONCE + """
            SELECT a.user_id FROM senior_manager_assignment a WHERE a.id = current_senior_manager()""";

    private final ObjectSchema schema;
    private final Writer writer;

    /** @param schema of the body */
    ReassignHandler(ObjectSchema schema, Writer writer) {
        this.schema = schema;
        this.writer = writer;
    }

    static List<String> statements() {
        return List.of(REASSIGN, CURRENT);
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    return writer.write(ctx, work -> reassign(work, body.getString(FROM), body.getString(TO)));
                })
                .onSuccess(count -> ctx.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(new JsonObject().put("reassigned", count).toBuffer()))
                .onFailure(ctx::fail);
    }

    private static Future<Integer> reassign(UnitOfWork work, @Nullable String from, String to) {
        UUID assignee = UUID.fromString(to);
        Future<UUID> manager = from == null ? current(work) : Future.succeededFuture(UUID.fromString(from));
        return WriteSupport.person(work, TO, assignee)
                .compose(found -> manager)
                .compose(former -> reassign(work, former, assignee));
    }

    /** Returns the current CIP Senior Manager; fails with a 409 if there is none. */
    private static Future<UUID> current(UnitOfWork work) {
        return work.execute(CURRENT, Tuple.tuple()).map(rows -> {
            for (Row row : rows) {
                return row.getUUID(0);
            }
            throw Problem.of(ErrorCode.STATE_CONFLICT, "No CIP Senior Manager is assigned: name the person as " + FROM)
                    .exception();
        });
    }

    private static Future<Integer> reassign(UnitOfWork work, UUID former, UUID assignee) {
        return work.execute(REASSIGN, Tuple.of(former, assignee)).map(rows -> {
            for (Row row : rows) {
                JsonObject change =
                        new JsonObject().put("from", former.toString()).put("to", assignee.toString());
                work.log("update", Tasks.TABLE, row.getUUID(0), new JsonObject().put(TO, change));
            }
            return rows.size();
        });
    }
}
