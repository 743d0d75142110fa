package com.raptorcomply.keyservice.user;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Serves the endpoints by which users and keys read their own data. */
final class MeEndpoints {
    private final Pool pool;

    MeEndpoints(Pool pool) {
        this.pool = pool;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "readMe", (Endpoint.ForCaller) this::read,
                "listMyOrganizations", (Endpoint.ForCaller) this::organizations,
                "checkMyAccess", (Endpoint.ForCaller) this::checkAccess);
    }

    private Future<ApiResponse> read(Principal caller, RoutingContext context) {
        UUID userId = caller.userId();
        if (userId == null) {
            return Future.succeededFuture(ApiResponse.ok(show(caller, null, null)));
        }
        return Users.find(pool, userId, null)
                .map(Problem::orNotFound)
                .map(user ->
                        ApiResponse.ok(show(caller, user.email(), user.role().label())));
    }

    private Future<ApiResponse> organizations(Principal caller, RoutingContext context) {
        return Organizations.list(pool, AccessRules.reach(caller)).map(ApiResponse::ok);
    }

    private Future<ApiResponse> checkAccess(Principal caller, RoutingContext context) {
        QueryParams parameters = new QueryParams(context);
        String permission = parameters
                .text("permission")
                .filter(Permissions::exists)
                .orElseThrow(() -> QueryParams.refused("permission", "must be a permission such as facilities:read"));
        return Future.succeededFuture(ApiResponse.ok(
                new JsonObject().put("permission", permission).put("allowed", AccessRules.canUse(caller, permission))));
    }

    private static JsonObject show(Principal caller, @Nullable String email, @Nullable String role) {
        return new JsonObject()
                .put("kind", caller.userId() == null ? "key" : "user")
                .put("id", String.valueOf(caller.actor().id()))
                .put("name", caller.actor().name())
                .put("email", email)
                .put("role", role)
                .put("organizationId", caller.organizationId().toString())
                .put("organizationName", caller.organizationName())
                .put("permissions", new JsonArray(AccessRules.usable(caller)));
    }
}
