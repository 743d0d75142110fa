package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.session.SignInAttempts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/**
 * Checks the current password before a user changes how they sign in, because an open session alone is not enough. It
 * counts guesses.
 */
public final class CurrentPassword {
    private static final String FIELD = "currentPassword";
    private static final int LENGTH_MAX = 512;
    private static final String FIND = "SELECT id, email, name, password_hash FROM app_user WHERE id = $1";

    private final Pool pool;
    private final Passwords passwords;
    private final SignInAttempts attempts;

    CurrentPassword(Pool pool, Passwords passwords, SignInAttempts attempts) {
        this.pool = pool;
        this.passwords = passwords;
        this.attempts = attempts;
    }

    /** Completes if the body has the password of the caller, who has a session. It fails as {@link #require(JsonFields, String, Row)}. */
    public Future<Void> require(Principal caller, JsonFields fields) {
        UUID userId = AccessRules.requireSession(caller);
        String typed = read(fields);
        fields.requireValid();
        return person(userId).compose(user -> require(fields, typed, user));
    }

    /**
     * Completes if the body has the password of the user, or if the user signs in only through the provider and has none.
     * It fails as {@link #require(JsonFields, String, Row)}.
     */
    Future<Void> requireIfSet(UUID userId, JsonFields fields) {
        return person(userId)
                .compose(person -> person.getString("password_hash") == null
                        ? Future.succeededFuture()
                        : require(fields, read(fields), person));
    }

    /** Returns the member of the body, not checked yet. */
    static String read(JsonFields fields) {
        return fields.text(FIELD);
    }

    /** Returns the user's id, email, name and password_hash. */
    Future<Row> person(UUID userId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(userId)).map(rows -> rows.iterator()
                .next());
    }

    /**
     * Completes if the password is the user's. It fails with 422 otherwise, with 429 if the attempt comes too soon.
     *
     * @param user the row that {@link #person} returned
     */
    Future<Void> require(JsonFields fields, String current, Row user) {
        if (current.length() > LENGTH_MAX) {
            throw refused(fields);
        }
        return attempts.countInSession(user.getUUID("id")).compose(counted -> passwords
                .matches(current, user.getString("password_hash"))
                .compose(matches -> {
                    if (!matches) {
                        throw refused(fields);
                    }
                    return attempts.succeeded(counted);
                }));
    }

    /** Returns the 422 of a wrong password. */
    static RuntimeException refused(JsonFields fields) {
        return fields.refused(FIELD, "is wrong");
    }
}
