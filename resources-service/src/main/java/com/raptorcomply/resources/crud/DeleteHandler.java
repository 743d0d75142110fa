package com.raptorcomply.resources.crud;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a record on which no other depends. It disappears for the caller, and stays marked as deleted for sync jobs
 * and auditors.
 */
final class DeleteHandler implements Handler<RoutingContext> {
    private final CompiledResource resource;
    private final Writer writer;
    private final List<Dependants.Kind> kinds;
    private final @Nullable String count;

    DeleteHandler(CompiledResource resource, Writer writer) {
        this.resource = resource;
        this.writer = writer;
        this.kinds = resource.definition().dependants();
        this.count = Dependants.sql(kinds);
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        writer.write(ctx, work -> work.lockIfMatching(resource, id).compose(current -> remove(work, id, current)))
                .onSuccess(removed -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<?> remove(UnitOfWork work, UUID id, Buffer current) {
        JsonObject record = current.toJsonObject();
        States states = resource.definition().states();
        if (states != null) {
            states.requireDeletable(resource.definition().noun(), record);
        }
        work.log("delete", resource.definition().table(), id, record);
        return WriteSupport.wholes(work, resource.definition(), record)
                .compose(editable -> refuseDependants(work, id))
                .compose(none -> work.execute(resource.sql().delete(), Tuple.of(id)))
                .compose(deleted -> follow(work, id));
    }

    /** Counts in a statement after the lock, because only that sees dependants which others added before it. */
    private Future<?> refuseDependants(UnitOfWork work, UUID id) {
        String sql = count;
        return sql == null
                ? Future.succeededFuture()
                : work.execute(sql, Tuple.of(id)).map(counts -> {
                    Dependants.refuse(kinds, counts.iterator().next());
                    return counts;
                });
    }

    private Future<?> follow(UnitOfWork work, UUID id) {
        Future<?> followed = Future.succeededFuture();
        for (ChangeRule rule : resource.definition().rules()) {
            followed = followed.compose(done -> rule.apply(work, id));
        }
        return followed;
    }
}
