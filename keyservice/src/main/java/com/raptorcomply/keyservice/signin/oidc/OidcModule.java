package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.signin.session.HostCookie;
import com.raptorcomply.keyservice.signin.session.SessionModule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates the parts for signing in with a provider. Without a configured provider each endpoint responds with 404. */
public final class OidcModule {
    private static final long PRUNE_MILLIS = 600_000;

    private final Vertx vertx;
    private final Map<String, Endpoint> endpoints;
    private final long pruneTimer;

    /** @param secureCookie true if browsers send the cookie over TLS only */
    public OidcModule(
            Vertx vertx, Pool pool, @Nullable OidcConfig settings, SessionModule sessions, boolean secureCookie) {
        this.vertx = vertx;
        this.endpoints = settings == null ? absent() : endpoints(vertx, pool, settings, sessions, secureCookie);
        this.pruneTimer = vertx.setPeriodic(PRUNE_MILLIS, timer -> UsedCallbacks.prune(pool));
    }

    public Map<String, Endpoint> endpoints() {
        return endpoints;
    }

    public void close() {
        vertx.cancelTimer(pruneTimer);
    }

    private static Map<String, Endpoint> endpoints(
            Vertx vertx, Pool pool, OidcConfig settings, SessionModule sessions, boolean secureCookie) {
        InstantSource clock = InstantSource.system();
        Provider provider = new Provider(vertx, settings, clock);
        ProviderSignIn signIn = new ProviderSignIn(
                pool,
                provider,
                new Identities(settings.issuer()),
                sessions.factors(),
                sessions.attempts(),
                sessions.start());
        HostCookie cookie = HostCookie.lax("oidc", secureCookie);
        return new OidcEndpoints(
                        settings.issuer(), provider, signIn, sessions.start(), sessions.origins(), cookie, clock)
                .endpoints();
    }

    private static Map<String, Endpoint> absent() {
        Endpoint.ForAnybody absent =
                context -> Future.failedFuture(Problem.notFound().exception());
        return Map.of("beginProviderSignIn", absent, "returnFromProvider", absent, "completeProviderSignIn", absent);
    }
}
