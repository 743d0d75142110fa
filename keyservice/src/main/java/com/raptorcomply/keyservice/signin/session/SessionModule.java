package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.keyservice.http.Authentication;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Map;

/** What signing in is put together from. */
public final class SessionModule {
    private static final long PRUNE_MILLIS = 600_000;

    private final Vertx vertx;
    private final SignInAttempts attempts;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SessionStart start;
    private final SignInSourceReader origins;
    private final SessionEndpoints endpoints;
    private final long pruneTimer;

    public SessionModule(
            Vertx vertx, Pool pool, SessionConfig settings, ClientAddressResolver clients, Passwords passwords) {
        this.attempts = new SignInAttempts(pool);
        this.vertx = vertx;
        this.sessions = new Sessions(pool, settings);
        this.cookie = new SessionCookie(settings.secureCookie());
        this.factors = new SecondFactors(pool, settings.secretCipher(), InstantSource.system());
        this.origins = new SignInSourceReader(clients, settings.secureCookie());
        this.start = new SessionStart(sessions, cookie, origins);
        SignIn signIn = new SignIn(pool, passwords, attempts, factors, start);
        this.endpoints = new SessionEndpoints(pool, signIn, sessions, cookie, start, origins);
        this.pruneTimer = vertx.setPeriodic(PRUNE_MILLIS, timer -> {
            attempts.prune();
            sessions.prune();
            KnownSignInSources.prune(pool);
        });
    }

    public Authentication authentication() {
        return new SessionAuthenticator(sessions, cookie)::caller;
    }

    /** The count of guesses at people's passwords. */
    public SignInAttempts attempts() {
        return attempts;
    }

    /** Where attempts come from. */
    public SignInSourceReader origins() {
        return origins;
    }

    /** People's second factors. */
    public SecondFactors factors() {
        return factors;
    }

    /** Begins sessions of people who sign in by another way. */
    public SessionStart start() {
        return start;
    }

    public Map<String, Endpoint> endpoints() {
        return endpoints.endpoints();
    }

    public void close() {
        vertx.cancelTimer(pruneTimer);
    }
}
