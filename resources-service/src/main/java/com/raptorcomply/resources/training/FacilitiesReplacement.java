package com.raptorcomply.resources.training;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.resources.crud.CompiledResource;
import com.raptorcomply.resources.crud.RecordChanges;
import com.raptorcomply.resources.crud.Responses;
import com.raptorcomply.resources.crud.WriteSupport;
import com.raptorcomply.resources.crud.Writer;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** Replaces the facilities of a training assignment. */
final class FacilitiesReplacement implements Handler<RoutingContext> {
    private final CompiledResource assignment;
    private final ObjectSchema schema;
    private final Writer writer;
    private final RecordChanges changes;

    /** @param schema of the body */
    FacilitiesReplacement(CompiledResource assignment, ObjectSchema schema, Writer writer) {
        this.assignment = assignment;
        this.schema = schema;
        this.writer = writer;
        this.changes = new RecordChanges(assignment, writer);
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> {
                    WriteSupport.check(schema, body);
                    return writer.write(ctx, work -> work.lockIfMatching(assignment, id)
                            .compose(current -> changes.patch(work, id, current, body)));
                })
                .onSuccess(stored -> Responses.changed(ctx, 200, stored))
                .onFailure(ctx::fail);
    }
}
