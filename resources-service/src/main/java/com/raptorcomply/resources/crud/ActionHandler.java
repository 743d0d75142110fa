package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Leads a record from one state to another. It locks the record, evaluates the request's conditions, asks the guards, and
 * looks at the state. Changes of one organization follow on each other, so only the first of two equal actions finds the
 * record in its state.
 */
final class ActionHandler implements Handler<RoutingContext> {
    private static final String CHANGED_AT = "updatedAt";

    private final CompiledResource resource;
    private final States states;
    private final Transition transition;
    private final Writer writer;

    ActionHandler(CompiledResource resource, States states, Transition transition, Writer writer) {
        this.resource = resource;
        this.states = states;
        this.transition = transition;
        this.writer = writer;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        writer.writeOnce(ctx, new JsonObject(), resource, work -> run(work, id))
                .onSuccess(written -> {
                    if (written.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    Responses.changed(ctx, 200, written.body());
                })
                .onFailure(ctx::fail);
    }

    private Future<Written> run(UnitOfWork work, UUID id) {
        return work.lockIfMatching(resource, id).compose(current -> {
            JsonObject before = current.toJsonObject();
            return each(transition.guards(), work, id)
                    .compose(guarded -> {
                        states.require(transition, resource.definition().noun(), before);
                        return each(transition.effects(), work, id);
                    })
                    .compose(done -> work.execute(resource.sql().move(states.field()), Tuple.of(id, transition.to())))
                    .map(rows -> written(work, id, before, Responses.only(rows)));
        });
    }

    private static Future<?> each(List<ActionStep> steps, UnitOfWork work, UUID id) {
        Future<?> done = Future.succeededFuture();
        for (ActionStep step : steps) {
            done = done.compose(before -> step.run(work, id));
        }
        return done;
    }

    private Written written(UnitOfWork work, UUID id, JsonObject before, Buffer after) {
        work.log(transition.action(), resource.definition().table(), id, differences(before, after.toJsonObject()));
        return new Written(resource.path(id), after, false);
    }

    /** Returns the members that differ, read-only ones too, each with its old and new value. */
    private static JsonObject differences(JsonObject before, JsonObject after) {
        Set<String> names = new LinkedHashSet<>(before.fieldNames());
        names.addAll(after.fieldNames());
        names.remove(CHANGED_AT);
        JsonObject changes = new JsonObject();
        for (String name : names) {
            Object from = before.getValue(name);
            Object to = after.getValue(name);
            if (!Objects.equals(from, to)) {
                changes.put(name, new JsonObject().put("from", from).put("to", to));
            }
        }
        return changes;
    }
}
