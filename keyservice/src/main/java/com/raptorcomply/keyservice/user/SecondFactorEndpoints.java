package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Serves the endpoints of a user's second factor, in a session only; no key can read or change it. */
final class SecondFactorEndpoints {
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final SecondFactorChanges changes;

    SecondFactorEndpoints(SecondFactorChanges changes) {
        this.changes = changes;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "readMyTotp", (Endpoint.ForCaller) this::read,
                "enrolMyTotp", (Endpoint.ForCaller) this::enrol,
                "confirmMyTotp", (Endpoint.ForCaller) this::confirm,
                "renewMyRecoveryCodes", (Endpoint.ForCaller) this::renewCodes,
                "removeMyTotp", (Endpoint.ForCaller) this::remove,
                "removeUserTotp", (Endpoint.ForCaller) this::removeOfUser);
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return changes.state(caller)
                .map(state -> ApiResponse.ok(new JsonObject()
                        .put("enabled", state.enabled())
                        .put("recoveryCodesLeft", state.recoveryCodes())));
    }

    private Future<ApiResponse> enrol(Principal caller, RoutingContext context) {
        return body(caller, context)
                .compose(fields -> changes.enrol(caller, fields))
                .map(made -> ApiResponse.of(
                        201,
                        new JsonObject().put("secret", made.secret().base32()).put("uri", made.uri())));
    }

    private Future<ApiResponse> confirm(Principal caller, RoutingContext context) {
        return body(caller, context)
                .compose(fields -> changes.confirm(caller, ActivityContext.of(caller, context), fields))
                .map(SecondFactorEndpoints::shown);
    }

    private Future<ApiResponse> renewCodes(Principal caller, RoutingContext context) {
        return body(caller, context)
                .compose(fields -> changes.renewCodes(caller, ActivityContext.of(caller, context), fields))
                .map(SecondFactorEndpoints::shown);
    }

    private static ApiResponse shown(List<String> codes) {
        return ApiResponse.ok(new JsonObject().put("recoveryCodes", new JsonArray(codes)));
    }

    private Future<ApiResponse> remove(Principal caller, RoutingContext context) {
        return body(caller, context)
                .compose(fields -> changes.remove(caller, ActivityContext.of(caller, context), fields))
                .map(removed -> ApiResponse.noContent());
    }

    private Future<ApiResponse> removeOfUser(Principal caller, RoutingContext context) {
        return changes.removeOf(caller, ActivityContext.of(caller, context), QueryParams.pathUuid(context, "id"))
                .map(removed -> ApiResponse.noContent());
    }

    /** Reads the body of a caller in a session; any other caller gets 403, whatever the body. */
    private static Future<JsonFields> body(Principal caller, RoutingContext context) {
        AccessRules.requireSession(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX).map(JsonFields::new);
    }
}
