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
import com.raptorcomply.keyservice.signin.password.Passwords;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.UUID;

/** Lets a user change the password in a session. No key may do so, and guesses at the current password are counted. */
final class PasswordEndpoint {
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final Pool pool;
    private final Passwords passwords;
    private final CurrentPassword current;

    PasswordEndpoint(Pool pool, Passwords passwords, CurrentPassword current) {
        this.pool = pool;
        this.passwords = passwords;
        this.current = current;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of("changeMyPassword", (Endpoint.ForCaller) this::change);
    }

    private Future<ApiResponse> change(Principal caller, RoutingContext context) {
        UUID userId = AccessRules.requireSession(caller);
        return JsonBody.read(context.request(), BODY_BYTES_MAX)
                .compose(body -> current.person(userId).compose(person -> change(new JsonFields(body), person)))
                .compose(hash -> store(caller, userId, hash, ActivityContext.of(caller, context)))
                .map(stored -> ApiResponse.noContent());
    }

    /** Checks the current password and returns the hash of the new one. */
    private Future<String> change(JsonFields fields, Row user) {
        String typed = CurrentPassword.read(fields);
        String chosen = NewPassword.read(fields, "newPassword", user.getString("email"), user.getString("name"));
        fields.requireValid();
        return current.require(fields, typed, user).compose(right -> passwords.hash(chosen));
    }

    private Future<Void> store(Principal caller, UUID userId, String hash, ActivityContext author) {
        JsonObject what = new JsonObject().put("password", "changed");
        return pool.withTransaction(connection -> Users.setPassword(connection, userId, hash)
                .compose(set -> OneTimeLinkWithdrawal.proofs(connection, userId))
                .compose(ended -> ActivityLog.append(
                        connection,
                        author,
                        new ActivityEntry(caller.organizationId(), "update", "user", userId.toString(), what))));
    }
}
