package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.service.PeriodicTask;
import com.raptorcomply.chassis.service.PeriodicTask.Work;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.signin.session.HostCookie;
import com.raptorcomply.keyservice.signin.session.SessionModule;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates the parts for signing in with a provider. Without a configured provider each endpoint responds with 404. */
public final class OidcModule {
    private static final Duration PRUNE_INTERVAL = Duration.ofMinutes(10);

    private final Map<String, Endpoint> endpoints;
    private final Optional<ProviderSecondStep> secondStep;
    private final PeriodicTask pruning;

    /** @param secureCookie true if browsers send the cookie over TLS only */
    public OidcModule(
            Vertx vertx, Pool pool, @Nullable OidcConfig settings, SessionModule sessions, boolean secureCookie) {
        this.pruning = new PeriodicTask(
                vertx,
                PRUNE_INTERVAL,
                new Work("Pruning sign-ins with the provider failed", () -> UsedCallbacks.prune(pool)));
        if (settings == null) {
            this.endpoints = absent();
            this.secondStep = Optional.empty();
            return;
        }
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
        ProviderSecondStep step = new ProviderSecondStep(signIn, sessions.start(), sessions.origins(), cookie, clock);
        this.secondStep = Optional.of(step);
        this.endpoints = new OidcEndpoints(
                        settings.issuer(),
                        provider,
                        signIn,
                        sessions.start(),
                        sessions.origins(),
                        cookie,
                        step,
                        sessions.browser().forgetPassword(),
                        clock)
                .endpoints();
    }

    public Map<String, Endpoint> endpoints() {
        return endpoints;
    }

    /** Returns the part that completes a sign-in by the code of the second factor; empty without a provider. */
    public Optional<ProviderSecondStep> secondStep() {
        return secondStep;
    }

    public void close() {
        pruning.close();
    }

    private static Map<String, Endpoint> absent() {
        Endpoint.ForAnybody absent =
                context -> Future.failedFuture(Problem.notFound().exception());
        return Map.of("beginProviderSignIn", absent, "returnFromProvider", absent, "completeProviderSignIn", absent);
    }
}
