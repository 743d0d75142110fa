package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.NextPageLink;
import com.raptorcomply.keyservice.http.PageCursor;
import com.raptorcomply.keyservice.http.PreferWait;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.http.ReceiptResponse;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Serves the endpoints of users, for admins. */
final class UserEndpoints {
    static final int BODY_BYTES_MAX = 64 * 1024;

    private final Pool pool;
    private final UserReading reading;
    private final UserChanges changes;

    UserEndpoints(Pool pool, UserReading reading, UserChanges changes) {
        this.pool = pool;
        this.reading = reading;
        this.changes = changes;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "listUserReceipts", (Endpoint.ForCaller) this::receipts,
                "listUsers", (Endpoint.ForCaller) this::list,
                "createUser", (Endpoint.ForCaller) this::create,
                "readUser", (Endpoint.ForCaller) this::read,
                "updateUser", (Endpoint.ForCaller) this::update,
                "deleteUser", (Endpoint.ForCaller) this::delete,
                "readUserReceipt", (Endpoint.ForCaller) this::receipt);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        UserFilter filter = UserFilter.read(new QueryParams(context));
        return reading.list(caller, filter)
                .map(found -> NextPageLink.of(
                        context,
                        "/users",
                        found,
                        filter.limit(),
                        User::toJson,
                        user -> new PageCursor(user.createdAt().toInstant(), user.id())));
    }

    private Future<ApiResponse> create(Principal caller, RoutingContext context) {
        UserChanges.requireMayCreate(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    201,
                    changes.create(caller, ActivityContext.of(caller, context), new JsonFields(body), idempotency)
                            .map(UserEndpoints::created));
        });
    }

    private static ApiResponse created(UserChanges.Made made) {
        return ApiResponse.created(
                made.user().path(),
                made.user().toJson().put("invitationToken", made.token().reveal()));
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return reading.read(caller, QueryParams.pathUuid(context, "id")).map(user -> ApiResponse.ok(user.toJson()));
    }

    private Future<ApiResponse> update(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        AccessRules.require(caller, Permissions.USERS_UPDATE, caller.organizationId());
        return JsonBody.readPatch(context.request(), BODY_BYTES_MAX)
                .compose(body -> changes.update(caller, ActivityContext.of(caller, context), id, new JsonFields(body)))
                .compose(changed -> changes.effective(changed, PreferWait.of(context.request()))
                        .map(receipt -> ReceiptResponse.of("/users/" + id, receipt, show(changed, receipt))));
    }

    private static JsonObject show(UserChanges.Changed changed, Optional<Receipt> receipt) {
        JsonObject user = changed.user().toJson();
        return receipt.filter(made -> changed.ofRights())
                .map(made -> user.put("receipt", made.toJson()))
                .orElse(user);
    }

    private Future<ApiResponse> receipts(Principal caller, RoutingContext context) {
        return reading.receipts(caller, QueryParams.pathUuid(context, "id")).map(ReceiptResponse::list);
    }

    private Future<ApiResponse> delete(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        return changes.delete(caller, ActivityContext.of(caller, context), id, PreferWait.of(context.request()))
                .map(receipt -> ReceiptResponse.of("/users/" + id, Optional.of(receipt)));
    }

    private Future<ApiResponse> receipt(Principal caller, RoutingContext context) {
        return reading.receipt(caller, QueryParams.pathUuid(context, "id"), QueryParams.pathUuid(context, "receiptId"))
                .map(named -> ApiResponse.ok(named.receipt().toJson()));
    }
}
