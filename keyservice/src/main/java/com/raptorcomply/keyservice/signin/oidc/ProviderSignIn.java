package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.signin.oidc.IdToken.RefusedException;
import com.raptorcomply.keyservice.signin.oidc.Identities.Match;
import com.raptorcomply.keyservice.signin.oidc.UsedCallbacks.Waiting;
import com.raptorcomply.keyservice.signin.session.SessionStart;
import com.raptorcomply.keyservice.signin.session.SessionToken;
import com.raptorcomply.keyservice.signin.session.SignInAttempts;
import com.raptorcomply.keyservice.signin.session.SignInMeters.Way;
import com.raptorcomply.keyservice.signin.session.SignInSource;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import com.raptorcomply.keyservice.signin.totp.SecondFactors.Passed;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in with the provider; it never creates a user. The provider's check counts as the first factor, so a user
 * with a second factor must send a code too. An unknown user, an unverified address, a disabled user and a suspended
 * organization get the same response.
 */
final class ProviderSignIn {
    private final Pool pool;
    private final Provider provider;
    private final Identities identities;
    private final SecondFactors factors;
    private final SignInAttempts attempts;
    private final SessionStart start;

    ProviderSignIn(
            Pool pool,
            Provider provider,
            Identities identities,
            SecondFactors factors,
            SignInAttempts attempts,
            SessionStart start) {
        this.pool = pool;
        this.provider = provider;
        this.identities = identities;
        this.factors = factors;
        this.attempts = attempts;
        this.start = start;
    }

    /**
     * Returns the session for this code; empty if a code of the second factor is still needed. It fails with 401, with
     * 429 if the attempt comes too soon, with 503 if the provider cannot be reached.
     */
    Future<Optional<SessionToken>> finish(BrowserSecret secret, String code, SignInSource origin) {
        return attempts.meters().count(Way.PROVIDER, exchange(secret, code, origin));
    }

    private Future<Optional<SessionToken>> exchange(BrowserSecret secret, String code, SignInSource origin) {
        return attempts.count(origin.address())
                .compose(counted -> UsedCallbacks.spend(pool, secret))
                .compose(first -> first
                        ? provider.exchange(code, secret)
                        : Future.failedFuture(new RefusedException("came back before")))
                .compose(token -> pool.withTransaction(connection -> identities
                        .find(connection, token)
                        .compose(found -> admit(connection, secret, token.subject(), found, origin))))
                .recover(failure -> Future.failedFuture(toProblem(failure, origin)))
                .compose(session -> attempts.succeeded(origin.address()).map(session));
    }

    /** Returns the session of a user who has returned from the provider and now sends a code of the second factor. */
    Future<SessionToken> complete(BrowserSecret secret, String code, SignInSource origin) {
        return attempts.meters().count(Way.CODE, pass(secret, code, origin));
    }

    private Future<SessionToken> pass(BrowserSecret secret, String code, SignInSource origin) {
        return UsedCallbacks.waiting(pool, secret).compose(found -> {
            Waiting waiting = found.orElseThrow(ProviderSignIn::notInProgress);
            return factors.pass(waiting.userId(), code)
                    .onFailure(refused -> {
                        if (refused instanceof ProblemException) {
                            origin.logRefused(waiting.userId(), "second factor");
                        }
                    })
                    .compose(passed -> pool.withTransaction(connection -> identities
                            .find(connection, waiting.subject(), waiting.userId())
                            .compose(match -> complete(connection, secret, waiting.subject(), match, passed, origin))))
                    .recover(failure -> Future.failedFuture(toProblem(failure, origin)));
        });
    }

    private Future<Optional<SessionToken>> admit(
            SqlConnection connection,
            BrowserSecret secret,
            String subject,
            Optional<Match> found,
            SignInSource origin) {
        String reason = objection(found.orElse(null));
        if (reason != null) {
            return Future.failedFuture(new RefusedException(reason));
        }
        Match match = found.orElseThrow();
        return SecondFactors.state(connection, match.person().userId()).compose(state -> {
            if (state.enabled()) {
                Waiting waiting = new Waiting(subject, match.person().userId());
                return UsedCallbacks.await(connection, secret, waiting).map(Optional.empty());
            }
            return begin(connection, subject, match, Passed.NOT_ENROLLED, origin)
                    .map(Optional::of);
        });
    }

    /** Completes the sign-in unless it has been withdrawn meanwhile. */
    private Future<SessionToken> complete(
            SqlConnection connection,
            BrowserSecret secret,
            String subject,
            Optional<Match> found,
            Passed passed,
            SignInSource origin) {
        String reason = objection(found.orElse(null));
        if (reason != null) {
            return Future.failedFuture(new RefusedException(reason));
        }
        return UsedCallbacks.take(connection, secret)
                .compose(taken -> taken
                        ? begin(connection, subject, found.orElseThrow(), passed, origin)
                        : Future.failedFuture(new RefusedException("completed before, or withdrawn")));
    }

    private Future<SessionToken> begin(
            SqlConnection connection, String subject, Match match, Passed passed, SignInSource origin) {
        Future<Void> linked = match.linked()
                ? Future.succeededFuture()
                : identities.link(connection, subject, match.person(), origin.requestId());
        JsonObject how = new JsonObject().put("provider", identities.issuer());
        if (passed != Passed.NOT_ENROLLED) {
            how.put("secondFactor", passed.label());
        }
        return linked.compose(done -> start.begin(connection, match.person(), origin, how));
    }

    private static @Nullable String objection(@Nullable Match match) {
        if (match == null) {
            return "unknown person, or address not verified";
        }
        if (!match.active()) {
            return "disabled or suspended";
        }
        return match.linkedToAnother() ? "another identity of the provider is this person" : null;
    }

    /** Logs the reason of a refusal and keeps it from the client. */
    private static Throwable toProblem(Throwable failure, SignInSource origin) {
        if (failure instanceof RefusedException refused) {
            origin.logRefused(null, String.valueOf(refused.getMessage()));
            return Problem.of(ErrorCode.SIGN_IN_FAILED, "The sign-in provider's account does not sign in here")
                    .exception();
        }
        return failure;
    }

    /** Returns the failure for a browser without a sign-in in progress. */
    static RuntimeException notInProgress() {
        return Problem.of(ErrorCode.SIGN_IN_FAILED, "This sign-in has ended. Please start again.")
                .exception();
    }
}
