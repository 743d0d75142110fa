package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates users by their session cookie. An unsafe request must also send the session's CSRF token in {@value
 * #CSRF_HEADER}.
 */
public final class SessionAuthenticator {
    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;
    private final SessionCookie cookie;

    SessionAuthenticator(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /**
     * Returns the user; empty without a session cookie. It fails with 401 if the session has ended, with 403 without
     * the CSRF token.
     */
    public Future<Optional<Principal>> caller(HttpServerRequest request) {
        return session(request, request.getHeader(CSRF_HEADER)).map(found -> found.map(PageSession::caller));
    }

    /**
     * Returns the session of a request for a page; empty without a session cookie. It fails like {@link #caller}. No key
     * opens a page.
     *
     * @param csrfFromForm the CSRF token in the form; null: it must be in the header
     */
    public Future<Optional<PageSession>> page(HttpServerRequest request, @Nullable String csrfFromForm) {
        return session(request, csrfFromForm == null ? request.getHeader(CSRF_HEADER) : csrfFromForm);
    }

    /**
     * Returns the session of a request that changes nothing, such as a form with the CSRF token of another session. It
     * fails with 401 without a session.
     */
    public Future<PageSession> unproven(HttpServerRequest request) {
        return cookie.read(request).map(this::find).orElseGet(() -> Future.failedFuture(ended()));
    }

    /** Returns a session that has just begun. */
    public Future<PageSession> begun(SessionToken token) {
        return find(token);
    }

    private Future<Optional<PageSession>> session(HttpServerRequest request, @Nullable String csrfToken) {
        if (!cookie.isPresent(request)) {
            return Future.succeededFuture(Optional.empty());
        }
        Optional<SessionToken> token = cookie.read(request);
        if (token.isEmpty()) {
            return Future.failedFuture(ended());
        }
        if (!SAFE.contains(request.method()) && !token.get().isCsrfToken(csrfToken)) {
            return Future.failedFuture(Problem.of(
                            ErrorCode.CSRF_TOKEN_MISSING,
                            "A change in a session needs the header X-CSRF-Token, with the csrfToken of /sessions/current")
                    .withField(CSRF_HEADER)
                    .exception());
        }
        return find(token.get()).map(Optional::of);
    }

    private Future<PageSession> find(SessionToken token) {
        return sessions.find(token).map(found -> found.orElseThrow(SessionAuthenticator::ended));
    }

    /** Returns the failure of a request that needs a session and has none any more. */
    public static ProblemException ended() {
        return Problem.of(ErrorCode.SESSION_ENDED, "The session has ended. Please sign in again.")
                .exception();
    }
}
