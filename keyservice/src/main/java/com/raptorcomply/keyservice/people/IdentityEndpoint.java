package com.raptorcomply.keyservice.people;

import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.activity.Entry;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.people.oidc.LinkedIdentities;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import java.util.Map;
import java.util.UUID;

/**
 * {@code DELETE /users/{id}/identities}: unlinks somebody whose account at the OpenID provider was made anew, and ends the
 * sessions that it may have begun.
 */
final class IdentityEndpoint {
    private final Pool pool;

    IdentityEndpoint(Pool pool) {
        this.pool = pool;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of("unlinkUserIdentities", (Endpoint.ForCaller) this::unlink);
    }

    private Future<Answer> unlink(Caller caller, RoutingContext context) {
        UUID id = Parameters.pathUuid(context, "id");
        return pool.withTransaction(connection -> UserChanges.requireOther(connection, caller, id)
                        .map(user -> {
                            ManagedRole.requireMayChangeSignIn(caller, user);
                            return user;
                        })
                        .compose(user -> LinkedIdentities.remove(connection, id)
                                .compose(removed -> removed
                                        ? Withdrawal.proofs(connection, id)
                                                .compose(ended -> ActivityLog.append(
                                                        connection, Author.of(caller, context), entry(user)))
                                        : LinkedIdentities.endSignIns(connection, id))))
                .map(done -> Answer.noContent());
    }

    private static Entry entry(User user) {
        return new Entry(
                user.organizationId(), "unlink identities", "user", user.id().toString(), new JsonObject());
    }
}
