package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Deletes a record. It disappears for the caller, and stays marked as deleted for sync jobs and auditors. */
final class DeleteHandler implements Handler<RoutingContext> {
    private final CompiledResource resource;
    private final Writer writer;

    DeleteHandler(CompiledResource resource, Writer writer) {
        this.resource = resource;
        this.writer = writer;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        writer.write(ctx, work -> work.lockIfMatching(resource, id).compose(current -> remove(work, id, current)))
                .onSuccess(removed -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<?> remove(UnitOfWork work, UUID id, Buffer current) {
        work.log("delete", resource.definition().table(), id, current.toJsonObject());
        return work.execute(resource.sql().delete(), Tuple.of(id));
    }
}
