package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.RequestId;
import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.resources.activity.ActivityLog;
import com.raptorcomply.resources.activity.Change;
import com.raptorcomply.resources.crud.Idempotency.Answer;
import com.raptorcomply.resources.crud.Idempotency.Repeated;
import com.raptorcomply.resources.schema.ObjectSchema;
import com.raptorcomply.resources.tenancy.StampHandler;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates a record: checks it, looks up its references, stores and logs it in one transaction of two round trips. */
final class CreateHandler implements Handler<RoutingContext> {
    /** The values that read-only members may have in the body of a new record. */
    private static final JsonObject NEW = new JsonObject().put("isDeleted", false);

    private final CompiledResource resource;
    private final TenantDatabase database;

    CreateHandler(CompiledResource resource, TenantDatabase database) {
        this.resource = resource;
        this.database = database;
    }

    @Override
    public void handle(RoutingContext ctx) {
        JsonBody.read(ctx.request(), JsonBody.BYTES_MAX)
                .compose(body -> create(ctx, body))
                .onSuccess(answer -> {
                    ctx.response().putHeader(HttpHeaders.LOCATION, answer.location());
                    if (answer.replayed()) {
                        ctx.response().putHeader(IdempotencyKey.REPLAYED, "true");
                    }
                    Responses.changed(ctx, 201, answer.body());
                })
                .onFailure(failure -> ctx.fail(WriteSupport.explain(resource.definition(), failure)));
    }

    private Future<Answer> create(RoutingContext ctx, JsonObject body) {
        ObjectSchema schema = resource.schema();
        WriteSupport.refuse(schema.check(body, NEW, schema.writable(body)));
        Tenant tenant = StampHandler.tenant(ctx);
        Idempotency idempotency = Idempotency.of(ctx.request(), tenant, body);
        UUID id = RecordIds.next();
        String requestId = RequestId.of(ctx.request());
        Future<Answer> created = database.writing(
                ctx,
                connection -> insert(connection, tenant, idempotency, id, body),
                (connection, answer) -> finish(connection, tenant, idempotency, answer, change(id, answer), requestId));
        return idempotency == null
                ? created
                : created.recover(failure -> failure instanceof Repeated
                        ? idempotency.repeat(ctx, database, resource.sql().read())
                        : Future.failedFuture(failure));
    }

    /** Sends all statements at once and checks their results in order of importance. */
    private Future<Answer> insert(
            SqlConnection connection, Tenant tenant, @Nullable Idempotency idempotency, UUID id, JsonObject body) {
        Future<?> claimed = idempotency == null ? Future.succeededFuture() : idempotency.claim(connection);
        Future<?> referred = WriteSupport.references(connection, resource.definition(), body);
        Tuple parameters = WriteSupport.bind(resource.schema(), body, Tuple.of(tenant.organizationId(), id));
        Future<RowSet<Row>> inserted =
                connection.preparedQuery(resource.sql().insert()).execute(parameters);
        return claimed.compose(first -> referred)
                .compose(found -> inserted)
                .map(rows -> new Answer(resource.path() + "/" + id, Responses.only(rows), false));
    }

    private Change change(UUID id, Answer answer) {
        Buffer body = answer.body();
        return new Change("create", resource.definition().table(), id, body.toJsonObject());
    }

    private static Future<?> finish(
            SqlConnection connection,
            Tenant tenant,
            @Nullable Idempotency idempotency,
            Answer answer,
            Change change,
            String requestId) {
        Future<?> stored = idempotency == null ? Future.succeededFuture() : idempotency.store(connection, answer);
        return Future.join(stored, ActivityLog.append(connection, tenant, requestId, change));
    }
}
