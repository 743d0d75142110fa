package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.session.SignInAttempts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Asked for again before a person changes how they sign in: a session left open is not enough. Guesses are counted. */
final class CurrentPassword {
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

    /** The member of a body, not looked at yet. */
    static String read(JsonFields fields) {
        return fields.text(FIELD);
    }

    /** Who is to know it: their id, email, name and password_hash. */
    Future<Row> person(UUID userId) {
        return pool.preparedQuery(FIND).execute(Tuple.of(userId)).map(rows -> rows.iterator()
                .next());
    }

    /**
     * Completes if it is the person's; 422 otherwise, 429 if the attempt comes too soon.
     *
     * @param user as {@link #person} found them
     */
    Future<Void> require(JsonFields fields, String current, Row user) {
        if (current.length() > LENGTH_MAX) {
            throw fields.refused(FIELD, "is wrong");
        }
        return attempts.countInSession(user.getUUID("id")).compose(counted -> passwords
                .matches(current, user.getString("password_hash"))
                .compose(matches -> {
                    if (!matches) {
                        throw fields.refused(FIELD, "is wrong");
                    }
                    return attempts.succeeded(counted);
                }));
    }
}
