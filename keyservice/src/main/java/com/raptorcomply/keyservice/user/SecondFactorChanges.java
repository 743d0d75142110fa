package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Permissions;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import com.raptorcomply.keyservice.signin.totp.TotpSecret;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/**
 * Sets up, confirms and removes users' second factors: their own in a session only, or another user's by an admin, for
 * a user who has lost both the app and the recovery codes.
 */
public final class SecondFactorChanges {
    private final Pool pool;
    private final SecondFactors factors;
    private final CurrentPassword current;

    SecondFactorChanges(Pool pool, SecondFactors factors, CurrentPassword current) {
        this.pool = pool;
        this.factors = factors;
        this.current = current;
    }

    /** A secret that takes effect once it is confirmed, with the address that an app shows it under. */
    public record Enrolment(TotpSecret secret, String email) {
        /** Returns the URI for the QR code that apps scan. */
        public String uri() {
            return secret.uri(email);
        }
    }

    public Future<SecondFactors.State> state(Principal caller) {
        return factors.state(AccessRules.requireSession(caller));
    }

    /** Creates a secret; needs {@code currentPassword}, and fails with 409 if there is a second factor. */
    public Future<Enrolment> enrol(Principal caller, JsonFields fields) {
        UUID userId = AccessRules.requireSession(caller);
        String typed = CurrentPassword.read(fields);
        fields.requireValid();
        return current.person(userId).compose(person -> current.require(fields, typed, person)
                .compose(right -> factors.enrol(userId))
                .map(secret -> new Enrolment(secret, person.getString("email"))));
    }

    /**
     * Confirms the secret by a {@code code} of it.
     *
     * @return the recovery codes, which only this response shows
     */
    public Future<List<String>> confirm(Principal caller, ActivityContext author, JsonFields fields) {
        UUID userId = AccessRules.requireSession(caller);
        String code = code(fields);
        fields.requireValid();
        return factors.stepToConfirm(userId, code)
                .compose(step -> pool.withTransaction(connection -> factors.confirm(connection, userId, step)
                        .compose(codes -> log(connection, author, caller.organizationId(), userId, "confirmed")
                                .map(codes))));
    }

    /**
     * Replaces the recovery codes; needs {@code currentPassword} and a {@code code}.
     *
     * @return the new codes, which only this response shows
     */
    public Future<List<String>> renewCodes(Principal caller, ActivityContext author, JsonFields fields) {
        return proven(caller, fields)
                .compose(userId -> pool.withTransaction(
                        connection -> factors.renewCodes(connection, userId).compose(codes -> log(
                                        connection, author, caller.organizationId(), userId, "recovery codes renewed")
                                .map(codes))));
    }

    /** Removes the caller's own second factor; needs {@code currentPassword} and a {@code code}. */
    public Future<Void> remove(Principal caller, ActivityContext author, JsonFields fields) {
        return proven(caller, fields)
                .compose(userId -> pool.withTransaction(connection -> SecondFactors.remove(connection, userId)
                        .compose(removed -> log(connection, author, caller.organizationId(), userId, "removed"))));
    }

    /** Returns the id of a caller who knows their password and has a code. */
    private Future<UUID> proven(Principal caller, JsonFields fields) {
        UUID userId = AccessRules.requireSession(caller);
        String typed = CurrentPassword.read(fields);
        String code = code(fields);
        fields.requireValid();
        return current.person(userId)
                .compose(person -> current.require(fields, typed, person))
                .compose(right -> factors.requireCode(userId, code))
                .map(right -> userId);
    }

    /**
     * Removes another user's second factor as {@link #removeOf(Principal, ActivityContext, UUID)} does, in a session. It asks
     * the caller for their own password again, as {@link RoleChange} does.
     */
    public Future<Void> removeOf(Principal caller, ActivityContext author, UUID id, JsonFields fields) {
        UUID userId = AccessRules.requireSession(caller);
        AccessRules.require(caller, Permissions.USERS_UPDATE, caller.organizationId());
        return current.requireIfSet(userId, fields).compose(confirmed -> removeOf(caller, author, id));
    }

    /** Removes another user's second factor; fails with 403 or 404 if the caller may not. */
    public Future<Void> removeOf(Principal caller, ActivityContext author, UUID id) {
        return pool.withTransaction(connection -> UserChanges.requireOther(connection, caller, id)
                .compose(user -> SecondFactors.remove(connection, id)
                        .compose(removed -> removed
                                ? log(connection, author, user.organizationId(), id, "removed")
                                : Future.succeededFuture())));
    }

    private static Future<Void> log(
            SqlConnection connection, ActivityContext author, UUID organizationId, UUID userId, String what) {
        JsonObject changes = new JsonObject().put("secondFactor", what);
        return ActivityLog.append(
                connection,
                author,
                new ActivityEntry(organizationId, ActivityAction.UPDATE, "user", userId.toString(), changes));
    }

    private static String code(JsonFields fields) {
        return fields.text("code", SecondFactors.CODE_LENGTH_MAX);
    }
}
