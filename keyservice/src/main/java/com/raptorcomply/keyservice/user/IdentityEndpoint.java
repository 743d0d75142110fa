package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.signin.oidc.LinkedIdentities;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;

/**
 * Serves {@code DELETE /users/{id}/identities}. It unlinks a user whose account at the OpenID provider was recreated,
 * and ends the sessions that the old account may have started.
 */
final class IdentityEndpoint {
    private final Pool pool;

    IdentityEndpoint(Pool pool) {
        this.pool = pool;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of("unlinkUserIdentities", (Endpoint.ForCaller) this::unlink);
    }

    private Future<ApiResponse> unlink(Principal caller, RoutingContext context) {
        UUID id = QueryParams.pathUuid(context, "id");
        return pool.withTransaction(connection -> UserChanges.requireOther(connection, caller, id)
                        .map(user -> {
                            RoleAssignmentRules.requireMayChangeSignIn(caller, user);
                            return user;
                        })
                        .compose(user -> LinkedIdentities.remove(connection, id)
                                .compose(removed -> removed
                                        ? OneTimeLinkWithdrawal.proofs(connection, id)
                                                .compose(ended -> ActivityLog.append(
                                                        connection, ActivityContext.of(caller, context), entry(user)))
                                        : LinkedIdentities.endSignIns(connection, id))))
                .map(done -> ApiResponse.noContent());
    }

    private static ActivityEntry entry(User user) {
        return new ActivityEntry(
                user.organizationId(),
                ActivityAction.UNLINK_IDENTITIES,
                "user",
                user.id().toString(),
                new JsonObject());
    }
}
