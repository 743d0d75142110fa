package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.session.SessionStart.SignedIn;
import com.raptorcomply.keyservice.signin.session.SignInAttempts.Counted;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import com.raptorcomply.keyservice.signin.totp.SecondFactors.Passed;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in with e-mail and password, and with a code if they have a second factor. An unknown user, a wrong
 * password, a disabled user and a suspended organization get the same response after the same time. The activity log
 * has successful attempts, the service's log refused ones (NERC CIP-007 R4).
 */
final class SignIn {
    private static final String FIND = """
            SELECT u.id, u.organization_id, u.name, u.password_hash, u.status = 'active' AND o.status = 'active' AS active \
            FROM app_user u JOIN organization o ON o.id = u.organization_id \
            WHERE u.address_key IN ($1, lower($2)) AND u.password_hash IS NOT NULL AND u.status <> 'deleted' \
            ORDER BY u.address_key = lower($2) DESC, u.address_claimed DESC, u.created_at LIMIT 1""";

    /**
     * Locks the proven password and state until the session has started, so that no session outlives a change of them.
     */
    private static final String LOCK_IF_UNCHANGED = """
            SELECT address_claimed FROM app_user WHERE id = $1 AND password_hash = $2 \
              AND address_key IN ($3, lower($4)) AND status = 'active' FOR NO KEY UPDATE""";

    /** Claims the address, which another user held when this user got it. */
    private static final String CLAIM = "UPDATE app_user SET address_claimed = true WHERE id = $1";

    private final Pool pool;
    private final Passwords passwords;
    private final SignInAttempts attempts;
    private final SecondFactors factors;
    private final SessionStart start;

    SignIn(Pool pool, Passwords passwords, SignInAttempts attempts, SecondFactors factors, SessionStart start) {
        this.pool = pool;
        this.passwords = passwords;
        this.attempts = attempts;
        this.factors = factors;
        this.start = start;
    }

    /**
     * The credentials that a user has typed.
     *
     * @param code a code of an authenticator app, or a recovery code; null: none
     */
    record Credentials(
            String email, String password, @Nullable String code) {
        /** Returns the key that all spellings of the address share. */
        String key() {
            return EmailAddress.key(email);
        }

        @Override
        public String toString() {
            return "[credentials]";
        }
    }

    /** Returns the new session; fails with 401, or with 429 if the attempt comes too soon. */
    Future<SessionToken> signIn(Credentials given, SignInSource origin) {
        return attempts.count(given.email(), origin).compose(counted -> signIn(given, origin, counted));
    }

    private Future<SessionToken> signIn(Credentials given, SignInSource origin, Counted counted) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(given.key(), given.email()))
                .compose(rows -> authenticate(
                        given, rows.size() == 0 ? null : rows.iterator().next(), origin))
                .compose(user -> secondStep(given, user, origin).compose(passed -> attempts.succeeded(counted)
                        .compose(done ->
                                pool.withTransaction(connection -> begin(connection, given, user, passed, origin)))));
    }

    private Future<Passed> secondStep(Credentials given, Row user, SignInSource origin) {
        return factors.pass(user.getUUID("id"), given.code()).onFailure(refused -> {
            if (refused instanceof ProblemException) {
                origin.logRefused(user.getUUID("id"), "second factor");
            }
        });
    }

    private Future<Row> authenticate(Credentials given, @Nullable Row user, SignInSource origin) {
        return passwords
                .matches(given.password(), user == null ? null : user.getString("password_hash"))
                .map(matches -> {
                    if (user == null || !matches || !user.getBoolean("active")) {
                        origin.logRefused(user == null ? null : user.getUUID("id"), reason(user, matches));
                        throw refused();
                    }
                    return user;
                });
    }

    private Future<SessionToken> begin(
            SqlConnection connection, Credentials given, Row user, Passed passed, SignInSource origin) {
        JsonObject how = new JsonObject();
        if (passed != Passed.NOT_ENROLLED) {
            how.put("secondFactor", passed.label());
        }
        return connection
                .preparedQuery(LOCK_IF_UNCHANGED)
                .execute(Tuple.of(user.getUUID("id"), user.getString("password_hash"), given.key(), given.email()))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        throw refused();
                    }
                    return rows.iterator().next().getBoolean(0)
                            ? Future.succeededFuture()
                            : connection.preparedQuery(CLAIM).execute(Tuple.of(user.getUUID("id")));
                })
                .compose(claimed -> start.begin(connection, SignedIn.of(user), origin, how));
    }

    private static RuntimeException refused() {
        return Problem.of(ErrorCode.SIGN_IN_FAILED, "Wrong e-mail address or password")
                .exception();
    }

    private static String reason(@Nullable Row user, boolean matches) {
        if (user == null) {
            return "unknown person";
        }
        return matches ? "disabled or suspended" : "wrong password";
    }
}
