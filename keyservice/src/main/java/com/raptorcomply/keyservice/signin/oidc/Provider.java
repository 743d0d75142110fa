package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.signin.oidc.IdToken.RefusedException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client of the OpenID provider. It discovers the provider at the first request and, after a failure, again a few
 * seconds later. Concurrent requests share one discovery. Safe on any thread.
 */
final class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final int ANSWER_SECONDS_MAX = 10;
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int EXCHANGES_MAX = 64;
    private static final int KEYS_KEPT_SECONDS = 900;
    private static final int CLOCK_SKEW_SECONDS_MAX = 60;

    private final Vertx vertx;
    private final OidcConfig settings;
    private final InstantSource clock;
    private final AtomicInteger exchanges = new AtomicInteger();
    private @Nullable Future<OAuth2Auth> found;
    private long lookedAtMillis;
    private long keysReadAtMillis;

    Provider(Vertx vertx, OidcConfig settings, InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the URL to which a browser is redirected; fails with 503 while the provider cannot be reached. */
    Future<String> authorizeUrl(BrowserSecret secret) {
        OAuth2AuthorizationURL url = new OAuth2AuthorizationURL()
                .setRedirectUri(settings.redirectUri())
                .setScopes(List.of("openid", "email"))
                .setState(secret.state())
                .setCodeChallenge(secret.challenge())
                .setCodeChallengeMethod("S256")
                .putAdditionalParameter("nonce", secret.nonce());
        return reach().map(provider -> provider.authorizeURL(url));
    }

    /**
     * Exchanges a code for its ID token. It fails with a {@link RefusedException} if the provider refuses the code or
     * the token is invalid, with 503 if the provider cannot be reached.
     */
    Future<IdToken> exchange(String code, BrowserSecret secret) {
        Oauth2Credentials credentials = new Oauth2Credentials()
                .setFlow(OAuth2FlowType.AUTH_CODE)
                .setCode(code)
                .setRedirectUri(settings.redirectUri())
                .setCodeVerifier(secret.verifier());
        if (exchanges.incrementAndGet() > EXCHANGES_MAX) {
            exchanges.decrementAndGet();
            return Future.failedFuture(unreachable());
        }
        return reach().compose(provider -> provider.authenticate(credentials)
                        .timeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                        .recover(failure -> Future.failedFuture(exchangeFailure(failure)))
                        .compose(user -> claims(provider, user)))
                .compose(claims -> read(claims, secret))
                .onComplete(done -> exchanges.decrementAndGet());
    }

    private Future<IdToken> read(JsonObject claims, BrowserSecret secret) {
        try {
            return Future.succeededFuture(IdToken.of(claims, settings, secret, clock.instant()));
        } catch (RefusedException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<JsonObject> claims(OAuth2Auth provider, User user) {
        // The library leaves out an invalid token instead of failing.
        JsonObject claims = user.attributes().getJsonObject("idToken");
        if (claims != null) {
            return Future.succeededFuture(claims);
        }
        if (user.attributes().containsKey("missing-kid")) {
            readKeysAgain(provider);
            return Future.failedFuture(unreachable());
        }
        return Future.failedFuture(new RefusedException("ID token: missing, or not signed by the provider"));
    }

    /** Reads the keys again, because the provider signs with an unknown key; the next sign-in uses them. */
    private synchronized void readKeysAgain(OAuth2Auth provider) {
        if (clock.millis() - keysReadAtMillis >= TimeUnit.SECONDS.toMillis(RETRY_AFTER_SECONDS)) {
            keysReadAtMillis = clock.millis();
            provider.jWKSet().onFailure(failure -> log("Reading the OpenID provider's keys failed", failure));
        }
    }

    private synchronized Future<OAuth2Auth> reach() {
        long sinceMillis = clock.millis() - lookedAtMillis;
        if (found == null || (found.failed() && sinceMillis >= TimeUnit.SECONDS.toMillis(RETRY_AFTER_SECONDS))) {
            lookedAtMillis = clock.millis();
            found = OpenIDConnectAuth.discover(vertx, options())
                    .timeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .onFailure(failure -> log("Reaching the OpenID provider failed", failure));
        }
        return found.recover(failure -> Future.failedFuture(unreachable()));
    }

    private OAuth2Options options() {
        HttpClientOptions client = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS_MAX)
                .setIdleTimeout(ANSWER_SECONDS_MAX)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        OAuth2Options options = new OAuth2Options()
                .setSite(settings.issuer().replaceFirst("/$", ""))
                .setClientId(settings.clientId())
                .setClientSecret(settings.clientSecret().reveal())
                .setJWTOptions(new JWTOptions().setLeeway(CLOCK_SKEW_SECONDS_MAX))
                .setHttpClientOptions(client);
        options.setJwkMaxAgeInSeconds(KEYS_KEPT_SECONDS);
        return options;
    }

    /** Maps a failure of the exchange. The library gives the provider's error in the message only. */
    private static Throwable exchangeFailure(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("invalid_grant") || message.equals("User token is expired.")) {
            return new RefusedException("code not accepted by the provider");
        }
        log("Exchanging a code at the OpenID provider failed", failure);
        return unreachable();
    }

    private static RuntimeException unreachable() {
        return Problem.retryable(
                        ErrorCode.DEPENDENCY_UNAVAILABLE,
                        "The sign-in provider cannot be reached now",
                        RETRY_AFTER_SECONDS)
                .exception();
    }

    private static void log(String message, Throwable failure) {
        LOG.atWarn().addKeyValue(LogKeys.REASON, FailureReason.of(failure)).log(message);
    }
}
