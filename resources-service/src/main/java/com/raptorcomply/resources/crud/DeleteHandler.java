package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.resources.activity.ActivityLog;
import com.raptorcomply.resources.activity.Change;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Deletes a record. It disappears for the caller, and stays marked as deleted for sync jobs and auditors. */
final class DeleteHandler implements Handler<RoutingContext> {
    private final CompiledResource resource;
    private final TenantDatabase database;
    private final boolean requireIfMatch;

    /** @param requireIfMatch true if a deletion needs If-Match */
    DeleteHandler(CompiledResource resource, TenantDatabase database, boolean requireIfMatch) {
        this.resource = resource;
        this.database = database;
        this.requireIfMatch = requireIfMatch;
    }

    @Override
    public void handle(RoutingContext ctx) {
        UUID id = Responses.id(ctx);
        Tenant tenant = StampHandler.tenant(ctx);
        String requestId = RequestId.of(ctx.request());
        database.writing(
                        ctx,
                        connection -> connection
                                .preparedQuery(resource.sql().lock())
                                .execute(Tuple.of(id))
                                .compose(rows -> remove(ctx, connection, id, Responses.only(rows))),
                        (connection, body) -> ActivityLog.append(connection, tenant, requestId, change(id, body)))
                .onSuccess(removed -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<Buffer> remove(RoutingContext ctx, SqlConnection connection, UUID id, Buffer current) {
        Problem refusal = EntityTag.refusal(ctx.request(), EntityTag.of(current), requireIfMatch);
        return refusal != null
                ? Future.failedFuture(refusal.exception())
                : connection
                        .preparedQuery(resource.sql().delete())
                        .execute(Tuple.of(id))
                        .map(current);
    }

    private Change change(UUID id, Buffer body) {
        return new Change("delete", resource.definition().table(), id, body.toJsonObject());
    }
}
