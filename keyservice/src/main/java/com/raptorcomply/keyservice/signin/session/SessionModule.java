package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.http.ClientAddressResolver;
import com.raptorcomply.chassis.service.PeriodicTask;
import com.raptorcomply.chassis.service.PeriodicTask.Work;
import com.raptorcomply.keyservice.http.Authentication;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.signin.password.Passwords;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Creates the parts for signing in. */
public final class SessionModule {
    private static final Duration PRUNE_INTERVAL = Duration.ofMinutes(10);

    private final SignInAttempts attempts;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SessionStart start;
    private final SignInSourceReader origins;
    private final OwnSessions own;
    private final BrowserSignIn browser;
    private final SessionEndpoints endpoints;
    private final PeriodicTask pruning;

    public SessionModule(
            Vertx vertx,
            Pool pool,
            MeterRegistry meters,
            SessionConfig settings,
            ClientAddressResolver clients,
            Passwords passwords) {
        this.attempts = new SignInAttempts(pool, meters);
        this.sessions = new Sessions(pool, settings);
        this.cookie = new SessionCookie(settings.secureCookie());
        this.factors = new SecondFactors(pool, settings.secretCipher(), InstantSource.system());
        this.origins = new SignInSourceReader(clients, settings.secureCookie());
        this.start = new SessionStart(sessions, cookie, origins);
        this.own = new OwnSessions(pool, sessions);
        InstantSource clock = InstantSource.system();
        SignIn signIn = new SignIn(pool, passwords, attempts, factors, start, clock);
        this.browser = new BrowserSignIn(
                signIn,
                start,
                cookie,
                HostCookie.strict("sign-in", settings.secureCookie()),
                settings.secretCipher(),
                origins,
                clock);
        this.endpoints = new SessionEndpoints(signIn, own, cookie, start, origins);
        this.pruning = new PeriodicTask(
                vertx,
                PRUNE_INTERVAL,
                new Work("Pruning attempts to sign in failed", attempts::prune),
                new Work("Pruning sessions failed", sessions::prune),
                new Work("Pruning known sources of sign-ins failed", () -> KnownSignInSources.prune(pool)));
    }

    public Authentication authentication() {
        return authenticator()::caller;
    }

    /** Returns the part that finds the session of a request. */
    public SessionAuthenticator authenticator() {
        return new SessionAuthenticator(sessions, cookie);
    }

    /** Returns the part that lists and ends the caller's sessions. */
    public OwnSessions own() {
        return own;
    }

    /** Returns the part that signs browsers in by forms. */
    public BrowserSignIn browser() {
        return browser;
    }

    /** Returns the counter of password guesses. */
    public SignInAttempts attempts() {
        return attempts;
    }

    /** Returns the reader of sign-in sources. */
    public SignInSourceReader origins() {
        return origins;
    }

    public SecondFactors factors() {
        return factors;
    }

    /** Returns the part that starts sessions, for other ways of signing in. */
    public SessionStart start() {
        return start;
    }

    public Map<String, Endpoint> endpoints() {
        return endpoints.endpoints();
    }

    public void close() {
        pruning.close();
    }
}
