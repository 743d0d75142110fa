package com.raptorcomply.keyservice.people.session;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.people.password.Passwords;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in with e-mail and password. An unknown person, a wrong password, a disabled user and a suspended
 * organization get the same answer after the same time.
 */
final class SignIn {
    private static final String FIND = """
            SELECT u.id, u.password_hash, u.status = 'active' AND o.status = 'active' AS active \
            FROM app_user u JOIN organization o ON o.id = u.organization_id \
            WHERE lower(u.email) = lower($1) AND u.status <> 'deleted'""";

    private final Pool pool;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final Sessions sessions;

    SignIn(Pool pool, Passwords passwords, SignInAttempts attempts, Sessions sessions) {
        this.pool = pool;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    /** The new session; fails with 401, or 429 if the attempt comes too soon. */
    Future<SessionToken> signIn(Credentials given, String address, @Nullable String userAgent) {
        return attempts.count(given.email(), address)
                .compose(counted -> pool.preparedQuery(FIND).execute(Tuple.of(given.email())))
                .compose(rows -> rows.size() == 0
                        ? authenticate(given, null)
                        : authenticate(given, rows.iterator().next()))
                .compose(userId -> attempts.succeeded(given.email(), address)
                        .compose(done -> sessions.begin(userId, address, userAgent)));
    }

    private Future<UUID> authenticate(Credentials given, @Nullable Row user) {
        return passwords
                .matches(given.password(), user == null ? null : user.getString("password_hash"))
                .map(matches -> {
                    if (user == null || !matches || !user.getBoolean("active")) {
                        throw Problem.unauthorized("Wrong e-mail address or password")
                                .exception();
                    }
                    return user.getUUID("id");
                });
    }

    /** What somebody has typed. */
    record Credentials(String email, String password) {
        @Override
        public String toString() {
            return "[credentials]";
        }
    }
}
