package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.json.MergePatch;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.activity.ActivityLog;
import com.raptorcomply.resources.activity.Change;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Updates a record, by merge patch or as a whole. It locks the row, then checks the condition and the outcome against
 * the locked values. An update without a difference is neither stored nor logged.
 */
final class UpdateHandler implements Handler<RoutingContext> {
    private final CompiledResource resource;
    private final TenantDatabase database;
    private final boolean patch;
    private final boolean requireIfMatch;

    /**
     * @param patch true if the body is a merge patch, false if it is the whole record
     * @param requireIfMatch true if an update needs If-Match
     */
    UpdateHandler(CompiledResource resource, TenantDatabase database, boolean patch, boolean requireIfMatch) {
        this.resource = resource;
        this.database = database;
        this.patch = patch;
        this.requireIfMatch = requireIfMatch;
    }

    /** The record after the request, and its changes. */
    private record Outcome(Buffer body, JsonObject changes) {}

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        Future<JsonObject> body = patch
                ? JsonBody.readPatch(ctx.request(), JsonBody.BYTES_MAX)
                : JsonBody.read(ctx.request(), JsonBody.BYTES_MAX);
        body.compose(sent -> update(ctx, id, sent))
                .onSuccess(outcome -> Responses.changed(ctx, 200, outcome.body()))
                .onFailure(failure -> ctx.fail(WriteSupport.explain(resource.definition(), failure)));
    }

    private Future<Outcome> update(RoutingContext ctx, UUID id, JsonObject sent) {
        return database.writing(
                ctx,
                connection -> connection
                        .preparedQuery(resource.sql().lock())
                        .execute(Tuple.of(id))
                        .compose(rows -> change(ctx, connection, id, Responses.only(rows), sent)),
                (connection, outcome) -> outcome.changes().isEmpty()
                        ? Future.succeededFuture()
                        : ActivityLog.append(
                                connection,
                                StampHandler.tenant(ctx),
                                RequestId.of(ctx.request()),
                                new Change("update", resource.definition().table(), id, outcome.changes())));
    }

    private Future<Outcome> change(
            RoutingContext ctx, SqlConnection connection, UUID id, Buffer current, JsonObject sent) {
        String tag = EntityTag.of(current);
        Problem refusal = EntityTag.refusal(ctx.request(), tag, requireIfMatch);
        if (refusal != null) {
            return Future.failedFuture(refusal.exception());
        }
        ObjectSchema schema = resource.schema();
        JsonObject stored = current.toJsonObject().put(EntityTag.MEMBER, tag);
        JsonObject before = schema.writable(stored);
        JsonObject after = patch ? MergePatch.apply(before, schema.writable(sent)) : schema.writable(sent);
        WriteSupport.refuse(schema.check(sent, stored, after));
        JsonObject changes = schema.differences(before, after);
        return changes.isEmpty()
                ? Future.succeededFuture(new Outcome(current, changes))
                : store(connection, id, after, changes);
    }

    private Future<Outcome> store(SqlConnection connection, UUID id, JsonObject after, JsonObject changes) {
        JsonObject changed = after.copy();
        changed.getMap().keySet().retainAll(changes.fieldNames());
        Future<?> referred = WriteSupport.references(connection, resource.definition(), changed);
        Future<RowSet<Row>> updated = connection
                .preparedQuery(resource.sql().update())
                .execute(WriteSupport.bind(resource.schema(), after, Tuple.of(id)));
        return referred.compose(found -> updated).map(rows -> new Outcome(Responses.only(rows), changes));
    }
}
