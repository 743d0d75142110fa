package com.raptorcomply.keyservice.restriction;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.idempotency.Idempotency;
import com.raptorcomply.keyservice.restriction.Restrictions.Changed;
import com.raptorcomply.keyservice.revocation.Receipt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Serves the endpoints of restrictions: {@code /access-control}. */
public final class RestrictionEndpoints {
    private static final int BODY_BYTES_MAX = 16 * 1024;

    private final Restrictions restrictions;
    private final RestrictionReading reading;

    public RestrictionEndpoints(Restrictions restrictions) {
        this.restrictions = restrictions;
        this.reading = restrictions.reading();
    }

    public Map<String, Endpoint> endpoints() {
        return Map.of(
                "listRestrictions", (Endpoint.ForCaller) this::list,
                "listUserRestrictions", (Endpoint.ForCaller) this::listOfUser,
                "grantUserAccess", (Endpoint.ForCaller) this::grant,
                "revokeUserAccess", (Endpoint.ForCaller) this::revoke,
                "createRestriction", (Endpoint.ForCaller) this::create,
                "readRestriction", (Endpoint.ForCaller) this::read,
                "updateRestriction", (Endpoint.ForCaller) this::update,
                "deleteRestriction", (Endpoint.ForCaller) this::delete,
                "readRestrictionReceipt", (Endpoint.ForCaller) this::receipt);
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        QueryParams parameters = new QueryParams(context);
        UUID keyId = parameters.uuid("keyId").orElse(null);
        UUID userId = parameters.uuid("userId").orElse(null);
        var organization = parameters.uuid("organizationId");
        return reading.list(caller, organization, keyId, userId).map(RestrictionEndpoints::shown);
    }

    private Future<ApiResponse> listOfUser(Principal caller, RoutingContext context) {
        UUID userId = QueryParams.pathUuid(context, "userId");
        QueryParams parameters = new QueryParams(context);
        var organization = parameters.uuid("organizationId");
        return reading.ofUser(caller, organization, userId).map(RestrictionEndpoints::shown);
    }

    private static ApiResponse shown(List<Restriction> found) {
        JsonArray shown = new JsonArray();
        found.forEach(each -> shown.add(each.toJson()));
        return ApiResponse.ok(shown);
    }

    private Future<ApiResponse> create(Principal caller, RoutingContext context) {
        ChangeRequest plainRequest = ChangeRequest.of(caller, context);
        restrictions.requireMayRestrict(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX).compose(body -> {
            ChangeRequest request = plainRequest.repeatable(context, body);
            NewRestriction made = NewRestriction.read(new JsonFields(body));
            return once(request, 201, restrictions.add(request, made.target(), made.limits()));
        });
    }

    private Future<ApiResponse> grant(Principal caller, RoutingContext context) {
        return adjust(caller, context, restrictions::grant);
    }

    private Future<ApiResponse> revoke(Principal caller, RoutingContext context) {
        return adjust(caller, context, restrictions::revoke);
    }

    /** Applies the scope in the body to a user's restriction. */
    @FunctionalInterface
    private interface Adjustment {
        Future<Changed> apply(ChangeRequest request, UUID userId, RestrictionScope limits);
    }

    private Future<ApiResponse> adjust(Principal caller, RoutingContext context, Adjustment adjustment) {
        UUID userId = QueryParams.pathUuid(context, "userId");
        ChangeRequest plainRequest = ChangeRequest.of(caller, context);
        return restrictions
                .requireMayRestrict(caller, userId)
                .compose(allowed -> JsonBody.read(context.request(), BODY_BYTES_MAX))
                .compose(body -> {
                    JsonFields fields = new JsonFields(body);
                    RestrictionScope limits = RestrictionScope.read(fields);
                    fields.requireValid();
                    ChangeRequest request = plainRequest.repeatable(context, body);
                    return once(request, 200, adjustment.apply(request, userId, limits));
                });
    }

    /**
     * Returns the result of the change. A repeated request gets the restriction of the first response with the
     * receipt's current state.
     */
    private Future<ApiResponse> once(ChangeRequest request, int status, Future<Changed> done) {
        return done.map(changed -> respond(status, changed))
                .recover(failure -> failure instanceof Idempotency.Repeated
                        ? restrictions.repeated(request).map(first -> respond(
                                        status, first.restriction(), first.receipt())
                                .with(IdempotencyKey.REPLAYED, "true"))
                        : Future.failedFuture(failure));
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return reading.read(caller, QueryParams.pathUuid(context, "id")).map(found -> ApiResponse.ok(found.toJson()));
    }

    private Future<ApiResponse> update(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        ChangeRequest request = ChangeRequest.of(caller, context);
        return restrictions
                .requireMayChange(caller, id)
                .compose(allowed -> JsonBody.readPatch(context.request(), BODY_BYTES_MAX))
                .compose(body -> restrictions.change(request, id, current -> {
                    JsonFields fields = new JsonFields(body);
                    RestrictionScope limits = RestrictionScope.merge(fields, current);
                    fields.requireValid();
                    return limits;
                }))
                .map(changed -> respond(200, changed));
    }

    private Future<ApiResponse> delete(Principal caller, RoutingContext context) {
        return restrictions
                .lift(ChangeRequest.of(caller, context), QueryParams.pathUuid(context, "id"))
                .map(lifted -> respond(200, lifted));
    }

    private Future<ApiResponse> receipt(Principal caller, RoutingContext context) {
        return reading.receipt(caller, QueryParams.pathUuid(context, "receiptId"))
                .map(receipt -> ApiResponse.ok(receipt.toJson()));
    }

    private static ApiResponse respond(int status, Changed changed) {
        return respond(status, changed.restriction().toJson(), changed.receipt());
    }

    /** Responds with 202 and the receipt's location until the change is effective at every gateway. */
    private static ApiResponse respond(int status, JsonObject restriction, Receipt receipt) {
        String path = "/access-control/" + restriction.getString("id");
        JsonObject body = restriction.put("receipt", receipt.toJson());
        if (!receipt.isEffective()) {
            return ApiResponse.of(202, body).with("Location", "/access-control/receipts/" + receipt.id());
        }
        ApiResponse response = ApiResponse.of(status, body);
        return status == 201 ? response.with("Location", path) : response;
    }
}
