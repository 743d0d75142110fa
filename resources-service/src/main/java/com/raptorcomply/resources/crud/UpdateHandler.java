package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.json.MergePatch;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Updates a record, by merge patch or as a whole. It locks the row, then checks the condition and the outcome against
 * the locked values. An update without a difference is neither stored nor logged.
 */
final class UpdateHandler implements Handler<RoutingContext> {
    private final CompiledResource resource;
    private final Writer writer;
    private final boolean patch;

    /** @param patch true if the body is a merge patch, false if it is the whole record */
    UpdateHandler(CompiledResource resource, Writer writer, boolean patch) {
        this.resource = resource;
        this.writer = writer;
        this.patch = patch;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        Future<JsonObject> body = patch
                ? JsonBody.readPatch(ctx.request(), JsonBody.BYTES_MAX)
                : JsonBody.read(ctx.request(), JsonBody.BYTES_MAX);
        body.compose(sent -> writer.write(ctx, work -> work.lockIfMatching(resource, id)
                        .compose(current -> change(work, id, current, sent))))
                .onSuccess(changed -> Responses.changed(ctx, 200, changed))
                .onFailure(ctx::fail);
    }

    /** Changes a locked record as a body says. */
    Future<Buffer> change(UnitOfWork work, UUID id, Buffer current, JsonObject sent) {
        ObjectSchema schema = resource.schema();
        JsonObject stored = current.toJsonObject().put(EntityTag.MEMBER, EntityTag.of(current));
        JsonObject before = resource.writable(stored);
        JsonObject members = patch ? MergePatch.apply(before, schema.writable(sent)) : replaced(before, sent);
        WriteSupport.refuse(schema.check(sent, stored, members));
        JsonObject after = resource.withDefaults(before, members);
        resource.sortLinked(before);
        resource.sortLinked(after);
        return asStored(work, id, before, after).compose(held -> {
            JsonObject changes = schema.differences(held, after);
            return changes.isEmpty() ? Future.succeededFuture(current) : change(work, id, stored, held, after, changes);
        });
    }

    /** Puts the stored word in place of {@code overdue} if the change may set the same word again. */
    private Future<JsonObject> asStored(UnitOfWork work, UUID id, JsonObject before, JsonObject after) {
        DueStatus due = DueStatus.of(resource.definition());
        return due == null || !due.mayBeSame(before, after)
                ? Future.succeededFuture(before)
                : work.execute(resource.sql().stored(due.field()), Tuple.of(id)).map(rows -> before.copy()
                        .put(due.field(), rows.iterator().next().getString(0)));
    }

    private Future<Buffer> change(
            UnitOfWork work, UUID id, JsonObject stored, JsonObject before, JsonObject after, JsonObject changes) {
        States states = resource.definition().states();
        if (states != null) {
            states.requireEditable(resource.definition().noun(), stored);
        }
        work.log("update", resource.definition().table(), id, changes);
        return WriteSupport.wholes(work, resource.definition(), before)
                .compose(editable -> store(work, id, before, after, changes));
    }

    /** Returns the record as a PUT makes it. It keeps linked records that the body does not mention. */
    private JsonObject replaced(JsonObject before, JsonObject sent) {
        JsonObject after = resource.schema().writable(sent);
        resource.definition().linked().keySet().stream()
                .filter(field -> !sent.containsKey(field))
                .forEach(field -> after.put(field, before.getValue(field)));
        return after;
    }

    private Future<Buffer> store(UnitOfWork work, UUID id, JsonObject before, JsonObject after, JsonObject changes) {
        JsonObject changed = after.copy();
        changed.getMap().keySet().retainAll(changes.fieldNames());
        Future<?> referred = WriteSupport.references(work, resource.definition(), changed);
        Future<?> conditions = WriteSupport.conditions(work, resource.definition(), before, after);
        Future<RowSet<Row>> updated = work.execute(resource.sql().update(), resource.bind(after, Tuple.of(id)));
        Future<?> open = WriteSupport.wholes(work, resource.definition(), changed);
        return referred.compose(found -> conditions)
                .compose(met -> open)
                .compose(editable -> updated)
                .map(Responses::only)
                .compose(stored -> follow(work, id, before, after, changes)
                        .compose(followed -> resource.definition().linked().isEmpty()
                                ? Future.succeededFuture(stored)
                                : work.lock(resource, id)));
    }

    /** Stores linked records, then applies the rules that the change concerns. */
    private Future<?> follow(UnitOfWork work, UUID id, JsonObject before, JsonObject after, JsonObject changes) {
        Future<?> followed = Future.succeededFuture();
        for (LinkedField linked : resource.definition().linked().values()) {
            if (linked.appliesTo(changes.fieldNames())) {
                followed = followed.compose(done -> linked.store(work, id, before, after));
            }
        }
        for (ChangeRule rule : resource.definition().rules()) {
            if (rule.appliesTo(changes.fieldNames())) {
                followed = followed.compose(done -> rule.apply(work, id));
            }
        }
        return followed;
    }
}
