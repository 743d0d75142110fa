package com.raptorcomply.keyservice.people;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.access.Permissions;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.input.Parameters;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers may ask about themselves, whether they are people or keys. */
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

    private Future<Answer> read(Caller caller, RoutingContext context) {
        UUID userId = caller.userId();
        if (userId == null) {
            return Future.succeededFuture(Answer.ok(show(caller, null, null)));
        }
        return Users.find(pool, userId, null)
                .map(Problem::orNotFound)
                .map(user -> Answer.ok(show(caller, user.email(), user.role().label())));
    }

    private Future<Answer> organizations(Caller caller, RoutingContext context) {
        return Organizations.list(pool, Access.reach(caller)).map(Answer::ok);
    }

    private Future<Answer> checkAccess(Caller caller, RoutingContext context) {
        Parameters parameters = new Parameters(context);
        String permission = parameters
                .text("permission")
                .filter(Permissions::exists)
                .orElseThrow(() -> parameters.refused("permission", "must be a permission such as facilities:read"));
        return Future.succeededFuture(Answer.ok(
                new JsonObject().put("permission", permission).put("allowed", Access.canUse(caller, permission))));
    }

    private static JsonObject show(Caller caller, @Nullable String email, @Nullable String role) {
        return new JsonObject()
                .put("kind", caller.userId() == null ? "key" : "user")
                .put("id", String.valueOf(caller.actor().id()))
                .put("name", caller.actor().name())
                .put("email", email)
                .put("role", role)
                .put("organizationId", caller.organizationId().toString())
                .put("organizationName", caller.organizationName())
                .put("permissions", new JsonArray(Access.usable(caller)));
    }
}
