package com.raptorcomply.keyservice.people.session;

import com.raptorcomply.keyservice.api.Authentication;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.people.password.Passwords;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.Map;

/** What signing in is put together from. */
public final class SessionAssembly {
    private static final long PRUNE_MILLIS = 600_000;

    private final Vertx vertx;
    private final SignInAttempts attempts;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SessionEndpoints endpoints;
    private final long pruneTimer;

    public SessionAssembly(Vertx vertx, Pool pool, SessionSettings settings, Passwords passwords) {
        this.attempts = new SignInAttempts(pool);
        this.vertx = vertx;
        this.sessions = new Sessions(pool, settings);
        this.cookie = new SessionCookie(settings.secureCookie());
        this.endpoints = new SessionEndpoints(pool, new SignIn(pool, passwords, attempts, sessions), sessions, cookie);
        this.pruneTimer = vertx.setPeriodic(PRUNE_MILLIS, timer -> {
            attempts.prune();
            sessions.prune();
        });
    }

    public Authentication authentication() {
        return new SessionAuthentication(sessions, cookie)::caller;
    }

    /** The count of guesses at people's passwords. */
    public SignInAttempts attempts() {
        return attempts;
    }

    public Map<String, Endpoint> endpoints() {
        return endpoints.endpoints();
    }

    public void close() {
        vertx.cancelTimer(pruneTimer);
    }
}
