package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;

/**
 * Serves the endpoints of a user's second factor, in a session only; no key can read or change it. An admin may remove
 * it for a user who has lost both the app and the recovery codes.
 */
final class SecondFactorEndpoints {
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final Pool pool;
    private final SecondFactors factors;
    private final CurrentPassword current;

    SecondFactorEndpoints(Pool pool, SecondFactors factors, CurrentPassword current) {
        this.pool = pool;
        this.factors = factors;
        this.current = current;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "readMyTotp", (Endpoint.ForCaller) this::read,
                "enrolMyTotp", (Endpoint.ForCaller) this::enrol,
                "confirmMyTotp", (Endpoint.ForCaller) this::confirm,
                "removeMyTotp", (Endpoint.ForCaller) this::remove,
                "removeUserTotp", (Endpoint.ForCaller) this::removeOfUser);
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        return factors.state(AccessRules.requireSession(caller))
                .map(state -> ApiResponse.ok(new JsonObject()
                        .put("enabled", state.enabled())
                        .put("recoveryCodesLeft", state.recoveryCodes())));
    }

    private Future<ApiResponse> enrol(Principal caller, RoutingContext context) {
        UUID userId = AccessRules.requireSession(caller);
        return body(context).compose(fields -> {
            String typed = CurrentPassword.read(fields);
            fields.requireValid();
            return current.person(userId).compose(person -> current.require(fields, typed, person)
                    .compose(right -> factors.enrol(userId))
                    .map(secret -> ApiResponse.of(
                            201,
                            new JsonObject()
                                    .put("secret", secret.base32())
                                    .put("uri", secret.uri(person.getString("email"))))));
        });
    }

    private Future<ApiResponse> confirm(Principal caller, RoutingContext context) {
        UUID userId = AccessRules.requireSession(caller);
        return body(context)
                .compose(fields -> {
                    String code = code(fields);
                    fields.requireValid();
                    return factors.stepToConfirm(userId, code);
                })
                .compose(step -> pool.withTransaction(connection -> factors.confirm(connection, userId, step)
                        .compose(codes -> log(connection, caller, context, caller.organizationId(), userId, "confirmed")
                                .map(codes))))
                .map(codes -> ApiResponse.ok(new JsonObject().put("recoveryCodes", new JsonArray(codes))));
    }

    private Future<ApiResponse> remove(Principal caller, RoutingContext context) {
        UUID userId = AccessRules.requireSession(caller);
        return body(context)
                .compose(fields -> {
                    String typed = CurrentPassword.read(fields);
                    String code = code(fields);
                    fields.requireValid();
                    return current.person(userId)
                            .compose(person -> current.require(fields, typed, person))
                            .compose(right -> factors.requireCode(userId, code));
                })
                .compose(right -> pool.withTransaction(connection -> SecondFactors.remove(connection, userId)
                        .compose(removed ->
                                log(connection, caller, context, caller.organizationId(), userId, "removed"))))
                .map(removed -> ApiResponse.noContent());
    }

    private Future<ApiResponse> removeOfUser(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        return pool.withTransaction(connection -> UserChanges.requireOther(connection, caller, id)
                        .compose(user -> SecondFactors.remove(connection, id)
                                .compose(removed -> removed
                                        ? log(connection, caller, context, user.organizationId(), id, "removed")
                                        : Future.succeededFuture())))
                .map(removed -> ApiResponse.noContent());
    }

    private static Future<Void> log(
            SqlConnection connection,
            Principal caller,
            RoutingContext context,
            UUID organizationId,
            UUID userId,
            String what) {
        JsonObject changes = new JsonObject().put("secondFactor", what);
        return ActivityLog.append(
                connection,
                ActivityContext.of(caller, context),
                new ActivityEntry(organizationId, "update", "user", userId.toString(), changes));
    }

    private static Future<JsonFields> body(RoutingContext context) {
        return JsonBody.read(context.request(), BODY_BYTES_MAX).map(JsonFields::new);
    }

    private static String code(JsonFields fields) {
        return fields.text("code", SecondFactors.CODE_LENGTH_MAX);
    }
}
