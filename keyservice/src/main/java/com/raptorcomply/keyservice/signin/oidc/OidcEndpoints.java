package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.signin.session.HostCookie;
import com.raptorcomply.keyservice.signin.session.SessionStart;
import com.raptorcomply.keyservice.signin.session.SignInSource;
import com.raptorcomply.keyservice.signin.session.SignInSourceReader;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;

/**
 * Serves the endpoints for signing in with the provider: the redirect to it, the callback, and the code of the second
 * factor.
 */
final class OidcEndpoints {
    private static final String SIGN_IN_PAGE = "/admin/session";
    private static final String CODE_PAGE = "/admin/session/code";
    /** The outcome that the sign-in page is told after the provider refused. */
    private static final String REFUSED = "provider-refused";

    private static final String UNAVAILABLE = "provider-unavailable";
    private static final int BODY_BYTES_MAX = 1024;
    private static final int PROVIDER_CODE_LENGTH_MAX = 2048;

    private final String issuer;
    private final Provider provider;
    private final ProviderSignIn signIn;
    private final SessionStart start;
    private final SignInSourceReader origins;
    private final HostCookie cookie;
    private final ProviderSecondStep secondStep;
    private final Cookie forgetPassword;
    private final InstantSource clock;

    OidcEndpoints(
            String issuer,
            Provider provider,
            ProviderSignIn signIn,
            SessionStart start,
            SignInSourceReader origins,
            HostCookie cookie,
            ProviderSecondStep secondStep,
            Cookie forgetPassword,
            InstantSource clock) {
        this.issuer = issuer;
        this.provider = provider;
        this.signIn = signIn;
        this.start = start;
        this.origins = origins;
        this.cookie = cookie;
        this.secondStep = secondStep;
        this.forgetPassword = forgetPassword;
        this.clock = clock;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "beginProviderSignIn", (Endpoint.ForAnybody) this::begin,
                "returnFromProvider", (Endpoint.ForAnybody) this::callback,
                "completeProviderSignIn", (Endpoint.ForAnybody) this::complete);
    }

    private Future<ApiResponse> begin(RoutingContext context) {
        BrowserSecret secret = BrowserSecret.random(clock.instant());
        return forBrowser(context, provider.authorizeUrl(secret).map(url -> ApiResponse.seeOther(url)
                .withCookie(cookie.issue(secret.reveal(), BrowserSecret.LIFETIME))));
    }

    /** Handles the callback. It ignores unknown parameters (RFC 6749 section 4.1.2). */
    private Future<ApiResponse> callback(RoutingContext context) {
        return forBrowser(context, Future.succeededFuture(context).compose(this::returned));
    }

    private Future<ApiResponse> returned(RoutingContext context) {
        QueryParams parameters = new QueryParams(context);
        BrowserSecret secret = secondStep.secret(context.request()).orElseThrow(ProviderSignIn::notInProgress);
        boolean isOurs = secret.isState(parameters.text("state").orElse(null))
                && parameters.text("iss").map(issuer::equals).orElse(true);
        SignInSource origin = origins.of(context.request());
        if (!isOurs || parameters.text("error").isPresent()) {
            origin.logRefused(null, isOurs ? "refused by the provider" : "state of another sign-in");
            throw ProviderSignIn.notInProgress();
        }
        String code = parameters.text("code").orElse("");
        if (code.isEmpty() || code.length() > PROVIDER_CODE_LENGTH_MAX) {
            throw QueryParams.refused("code", "must have 1 to " + PROVIDER_CODE_LENGTH_MAX + " characters");
        }
        return signIn.finish(secret, code, origin)
                .map(session -> session.map(token -> start.signedIn(ApiResponse.seeOther(SIGN_IN_PAGE), token, origin))
                        .orElseGet(() -> ApiResponse.seeOther(CODE_PAGE).withCookie(forgetPassword)));
    }

    private Future<ApiResponse> complete(RoutingContext context) {
        HttpServerRequest request = context.request();
        SignInSource origin = origins.of(request);
        return JsonBody.read(request, BODY_BYTES_MAX)
                .compose(body -> secondStep.session(request, new JsonFields(body), origin))
                .compose(token -> start.respond(token, origin));
    }

    /**
     * Leads a browser back to the sign-in page, which says what has happened, because a person who comes from the
     * provider cannot read JSON.
     */
    private static Future<ApiResponse> forBrowser(RoutingContext context, Future<ApiResponse> response) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("text/html")) {
            return response;
        }
        return response.recover(failure -> failure instanceof ProblemException known
                ? Future.succeededFuture(ApiResponse.seeOther(
                        SIGN_IN_PAGE + "?done=" + (known.problem().status() == 401 ? REFUSED : UNAVAILABLE)))
                : Future.failedFuture(failure));
    }
}
