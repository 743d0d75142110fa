package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.session.SessionStart.SignedIn;
import com.raptorcomply.keyservice.signin.session.SignInAttempts.Counted;
import com.raptorcomply.keyservice.signin.session.SignInMeters.Way;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import com.raptorcomply.keyservice.signin.totp.SecondFactors.Passed;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.Optional;
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
    private final InstantSource clock;

    SignIn(
            Pool pool,
            Passwords passwords,
            SignInAttempts attempts,
            SecondFactors factors,
            SessionStart start,
            InstantSource clock) {
        this.pool = pool;
        this.passwords = passwords;
        this.attempts = attempts;
        this.factors = factors;
        this.start = start;
        this.clock = clock;
    }

    /** Returns the new session; fails with 401, or with 429 if the attempt comes too soon. */
    Future<SessionToken> signIn(Credentials given, SignInSource origin) {
        return attempts.meters()
                .count(Way.PASSWORD, attempts.count(given.email(), origin).compose(counted -> authenticate(
                                given, origin)
                        .compose(user -> pass(user, given.code(), origin)
                                .compose(passed -> begin(given.email(), user, passed, origin, counted)))));
    }

    /**
     * Checks the password alone. It returns the new session, or the proof of the password if the user has a second
     * factor. It fails like {@link #signIn}.
     */
    Future<Step> first(Credentials given, SignInSource origin) {
        return attempts.meters().count(Way.PASSWORD, password(given, origin));
    }

    private Future<Step> password(Credentials given, SignInSource origin) {
        return attempts.count(given.email(), origin).compose(counted -> authenticate(given, origin)
                .compose(user -> factors.state(user.getUUID("id")).compose(state -> {
                    if (state.enabled()) {
                        return Future.succeededFuture(new Step.CodeNeeded(PasswordProof.of(
                                user.getUUID("id"), given.email(), user.getString("password_hash"), clock.instant())));
                    }
                    return begin(given.email(), user, Passed.NOT_ENROLLED, origin, counted)
                            .map(Step.SignedIn::new);
                })));
    }

    /** Completes a sign-in whose password is proven. It fails like {@link #signIn}. */
    Future<SessionToken> second(PasswordProof proof, String code, SignInSource origin) {
        return attempts.meters().count(Way.CODE, code(proof, code, origin));
    }

    private Future<SessionToken> code(PasswordProof proof, String code, SignInSource origin) {
        return attempts.count(proof.email(), origin)
                .compose(counted -> find(proof.email()).compose(found -> {
                    Row user = found.filter(row -> row.getBoolean("active")
                                    && row.getUUID("id").equals(proof.userId())
                                    && proof.isOf(row.getString("password_hash")))
                            .orElseThrow(SignIn::refused);
                    return pass(user, code, origin)
                            .compose(passed -> begin(proof.email(), user, passed, origin, counted));
                }));
    }

    /** The outcome of a right password. */
    sealed interface Step {
        record SignedIn(SessionToken token) implements Step {}

        /** The user has a second factor, whose code is still missing. */
        record CodeNeeded(PasswordProof proof) implements Step {}
    }

    private Future<Passed> pass(Row user, @Nullable String code, SignInSource origin) {
        return factors.pass(user.getUUID("id"), code).onFailure(refused -> {
            if (refused instanceof ProblemException) {
                origin.logRefused(user.getUUID("id"), "second factor");
            }
        });
    }

    private Future<Optional<Row>> find(String email) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(EmailAddress.key(email), email))
                .map(RowReader.first(row -> row));
    }

    private Future<Row> authenticate(Credentials given, SignInSource origin) {
        return find(given.email()).compose(found -> authenticate(given, found.orElse(null), origin));
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

    private Future<SessionToken> begin(String email, Row user, Passed passed, SignInSource origin, Counted counted) {
        return attempts.succeeded(counted)
                .compose(done -> pool.withTransaction(connection -> begin(connection, email, user, passed, origin)));
    }

    private Future<SessionToken> begin(
            SqlConnection connection, String email, Row user, Passed passed, SignInSource origin) {
        JsonObject how = new JsonObject();
        if (passed != Passed.NOT_ENROLLED) {
            how.put("secondFactor", passed.label());
        }
        return connection
                .preparedQuery(LOCK_IF_UNCHANGED)
                .execute(Tuple.of(user.getUUID("id"), user.getString("password_hash"), EmailAddress.key(email), email))
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
