package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.http.request.IfMatch;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.PreferWait;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.http.ReceiptResponse;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Serves the endpoints of organizations. */
final class OrganizationEndpoints {
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final Pool pool;
    private final OrganizationReading reading;
    private final OrganizationChanges changes;

    OrganizationEndpoints(Pool pool, OrganizationReading reading, OrganizationChanges changes) {
        this.pool = pool;
        this.reading = reading;
        this.changes = changes;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "listOrganizationReceipts", (Endpoint.ForCaller) this::receipts,
                "listOrganizations", (Endpoint.ForCaller) this::list,
                "createOrganization", (Endpoint.ForCaller) this::create,
                "readOrganization", (Endpoint.ForCaller) this::read,
                "updateOrganization", (Endpoint.ForCaller) this::update,
                "deleteOrganization", (Endpoint.ForCaller) this::delete,
                "readOrganizationReceipt", (Endpoint.ForCaller) this::receipt);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        return reading.list(caller).map(ApiResponse::ok);
    }

    private Future<ApiResponse> create(Principal caller, RoutingContext context) {
        AccessRules.requirePlatformAdmin(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX).compose(body -> {
            Idempotency idempotency = Idempotency.of(caller, context.request(), body);
            return idempotency.orReplayed(
                    pool,
                    201,
                    changes.create(caller, ActivityContext.of(caller, context), new JsonFields(body), idempotency)
                            .map(made -> ApiResponse.created(OrganizationChanges.path(made), made)));
        });
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return reading.read(caller, QueryParams.pathUuid(context, "id"))
                .map(found -> ApiResponse.tagged(context.request(), OrganizationChanges.tag(found), found));
    }

    private Future<ApiResponse> update(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        OrganizationChanges.requireMayUpdate(caller, id);
        IfMatch condition = IfMatch.of(context.request());
        return JsonBody.readPatch(context.request(), BODY_BYTES_MAX)
                .compose(body -> changes.update(
                        caller, ActivityContext.of(caller, context), id, new JsonFields(body), condition))
                .compose(changed -> changes.effective(changed, PreferWait.of(context.request()))
                        .map(receipt -> ReceiptResponse.of(
                                        "/organizations/" + id,
                                        receipt,
                                        receipt.filter(made -> changed.ofRights())
                                                .map(made -> changed.organization()
                                                        .copy()
                                                        .put("receipt", made.toJson()))
                                                .orElse(changed.organization()))
                                .with(ApiResponse.ETAG, OrganizationChanges.tag(changed.organization()))));
    }

    private Future<ApiResponse> receipts(Principal caller, RoutingContext context) {
        return reading.receipts(caller, QueryParams.pathUuid(context, "id")).map(ReceiptResponse::list);
    }

    private Future<ApiResponse> delete(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        return changes.delete(caller, ActivityContext.of(caller, context), id, PreferWait.of(context.request()))
                .map(receipt -> ReceiptResponse.of("/organizations/" + id, Optional.of(receipt)));
    }

    private Future<ApiResponse> receipt(Principal caller, RoutingContext context) {
        return reading.receipt(caller, QueryParams.pathUuid(context, "id"), QueryParams.pathUuid(context, "receiptId"))
                .map(named -> ApiResponse.ok(named.receipt().toJson()));
    }
}
