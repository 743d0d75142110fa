package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.password.Passwords;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.UUID;

/** Lets a user change the password in a session. No key may do so, and guesses at the current password are counted. */
public final class PasswordChange {
    private final Pool pool;
    private final Passwords passwords;
    private final CurrentPassword current;

    PasswordChange(Pool pool, Passwords passwords, CurrentPassword current) {
        this.pool = pool;
        this.passwords = passwords;
        this.current = current;
    }

    /**
     * Changes the password and ends all sessions of the user. The body needs {@code currentPassword} and {@code
     * newPassword}; it fails with 422 if one is faulty, with 429 if the attempt comes too soon.
     */
    public Future<Void> change(Principal caller, ActivityContext author, JsonFields fields) {
        UUID userId = AccessRules.requireSession(caller);
        return current.person(userId)
                .compose(person -> hash(fields, person).compose(hash -> store(caller, author, fields, person, hash)));
    }

    /** Checks the current password and returns the hash of the new one. */
    private Future<String> hash(JsonFields fields, Row user) {
        String typed = CurrentPassword.read(fields);
        String chosen = NewPassword.read(fields, "newPassword", user.getString("email"), user.getString("name"));
        fields.requireValid();
        return current.require(fields, typed, user).compose(right -> passwords.hash(chosen));
    }

    /** Stores the new password unless another change has replaced the one that was checked. */
    private Future<Void> store(Principal caller, ActivityContext author, JsonFields fields, Row user, String hash) {
        UUID userId = user.getUUID("id");
        ActivityEntry entry = new ActivityEntry(
                caller.organizationId(),
                ActivityAction.UPDATE,
                "user",
                userId.toString(),
                new JsonObject().put("password", "changed"));
        return pool.withTransaction(
                connection -> Users.replacePassword(connection, userId, user.getString("password_hash"), hash)
                        .compose(replaced -> {
                            if (!replaced) {
                                throw CurrentPassword.refused(fields);
                            }
                            return OneTimeLinkWithdrawal.proofs(connection, userId);
                        })
                        .compose(ended -> ActivityLog.append(connection, author, entry)));
    }
}
