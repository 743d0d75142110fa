package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.RecordChanges;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.UnitOfWork;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.crud.Written;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Completes a training assignment, today or on an earlier day. */
final class CompletionHandler implements Handler<RoutingContext> {
    private static final String COMPLETE = "complete";
    private static final Set<String> SETTLED = Set.of(COMPLETE, "waived");

    private final CompiledResource assignment;
    private final ObjectSchema schema;
    private final Writer writer;
    private final RecordChanges changes;

    /** @param schema of the body */
    CompletionHandler(CompiledResource assignment, ObjectSchema schema, Writer writer) {
        this.assignment = assignment;
        this.schema = schema;
        this.writer = writer;
        this.changes = new RecordChanges(assignment, writer);
    }

    static List<String> statements() {
        return new CompletionDate().statements();
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    return writer.writeOnce(ctx, body, assignment, work -> complete(work, id, body));
                })
                .onSuccess(written -> {
                    if (written.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    Responses.changed(ctx, 200, written.body());
                })
                .onFailure(ctx::fail);
    }

    private Future<Written> complete(UnitOfWork work, UUID id, JsonObject body) {
        return work.lockIfMatching(assignment, id)
                .compose(current -> {
                    String status = current.toJsonObject().getString("status");
                    if (SETTLED.contains(status)) {
                        throw Problem.of(ErrorCode.STATE_CONFLICT, "The training is " + status)
                                .exception();
                    }
                    return body.getString(CompletionDate.FIELD) == null
                            ? CompletionDate.today(work)
                                    .compose(today -> complete(
                                            work, id, current, body.copy().put(CompletionDate.FIELD, today.toString())))
                            : complete(work, id, current, body);
                })
                .map(stored -> new Written(assignment.path(id), stored, false));
    }

    private Future<Buffer> complete(UnitOfWork work, UUID id, Buffer current, JsonObject body) {
        JsonObject change = body.copy().put("status", COMPLETE);
        if (change.getString("notes") == null) {
            change.remove("notes");
        }
        return changes.patch(work, id, current, change);
    }
}
