package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.resources.schema.ObjectSchema;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.UUID;

/** Creates a record: checks it, looks up its references, stores and logs it in one transaction of two round trips. */
final class CreateHandler implements Handler<RoutingContext> {
    /** The values that read-only members may have in the body of a new record. */
    static final JsonObject NEW = new JsonObject().put("isDeleted", false);

    private final CompiledResource resource;
    private final Writer writer;

    CreateHandler(CompiledResource resource, Writer writer) {
        this.resource = resource;
        this.writer = writer;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> create(ctx, body))
                .onSuccess(written -> {
                    ctx.response().putHeader(HttpHeaders.LOCATION, written.location());
                    if (written.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    Responses.changed(ctx, 201, written.body());
                })
                .onFailure(ctx::fail);
    }

    private Future<Written> create(RoutingContext ctx, JsonObject body) {
        ObjectSchema schema = resource.schema();
        WriteSupport.refuse(schema.check(body, NEW, schema.writable(body)));
        UUID id = RecordIds.next();
        JsonObject members = resource.withDefaults(new JsonObject(), body);
        return writer.writeOnce(ctx, body, resource, work -> insert(work, id, members)
                .map(stored -> new Written(resource.path(id), stored, false)));
    }

    /** Sends all statements at once and checks their results in order of importance. */
    Future<Buffer> insert(UnitOfWork work, UUID id, JsonObject body) {
        Future<?> referred = WriteSupport.references(work, resource.definition(), body);
        Future<?> conditions = WriteSupport.conditions(work, resource.definition(), new JsonObject(), body);
        Future<?> open = WriteSupport.wholes(work, resource.definition(), body);
        Tuple parameters = Tuple.of(work.tenant().organizationId(), id);
        Future<RowSet<Row>> inserted = work.execute(resource.sql().insert(), resource.bind(body, parameters));
        return referred.compose(found -> conditions)
                .compose(met -> open)
                .compose(editable -> inserted)
                .compose(rows -> link(work, id, body, Responses.only(rows)))
                .map(stored -> {
                    work.log("create", resource.definition().table(), id, stored.toJsonObject());
                    return stored;
                });
    }

    private Future<Buffer> link(UnitOfWork work, UUID id, JsonObject body, Buffer inserted) {
        Future<?> linked = Future.succeededFuture();
        for (Map.Entry<String, LinkedField> field :
                resource.definition().linked().entrySet()) {
            if (body.getValue(field.getKey()) != null) {
                linked = linked.compose(done -> field.getValue().store(work, id, new JsonObject(), body));
            }
        }
        return resource.definition().linked().isEmpty()
                ? Future.succeededFuture(inserted)
                : linked.compose(done -> work.lock(resource, id));
    }
}
