package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import com.raptorcomply.keyservice.signin.session.HostCookie;
import com.raptorcomply.keyservice.signin.session.SessionStart;
import com.raptorcomply.keyservice.signin.session.SignInSource;
import com.raptorcomply.keyservice.signin.session.SignInSourceReader;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;

/**
 * Serves the endpoints for signing in with the provider: the redirect to it, the callback, and the code of the second
 * factor.
 */
final class OidcEndpoints {
    private static final String SIGNED_IN_PAGE = "/admin/session";
    private static final int BODY_BYTES_MAX = 1024;
    private static final int PROVIDER_CODE_LENGTH_MAX = 2048;

    private final String issuer;
    private final Provider provider;
    private final ProviderSignIn signIn;
    private final SessionStart start;
    private final SignInSourceReader origins;
    private final HostCookie cookie;
    private final InstantSource clock;

    OidcEndpoints(
            String issuer,
            Provider provider,
            ProviderSignIn signIn,
            SessionStart start,
            SignInSourceReader origins,
            HostCookie cookie,
            InstantSource clock) {
        this.issuer = issuer;
        this.provider = provider;
        this.signIn = signIn;
        this.start = start;
        this.origins = origins;
        this.cookie = cookie;
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
        return provider.authorizeUrl(secret).map(url -> ApiResponse.seeOther(url)
                .withCookie(cookie.issue(secret.reveal(), BrowserSecret.LIFETIME)));
    }

    /** Handles the callback. It ignores unknown parameters (RFC 6749 section 4.1.2). */
    private Future<ApiResponse> callback(RoutingContext context) {
        QueryParams parameters = new QueryParams(context);
        BrowserSecret secret = secret(context.request());
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
        return signIn.finish(secret, code, origin).map(session -> session.map(
                        token -> start.signedIn(ApiResponse.seeOther(SIGNED_IN_PAGE), token, origin))
                .orElseGet(() -> ApiResponse.seeOther(SIGNED_IN_PAGE + "#code")));
    }

    private Future<ApiResponse> complete(RoutingContext context) {
        HttpServerRequest request = context.request();
        SignInSource origin = origins.of(request);
        return JsonBody.read(request, BODY_BYTES_MAX)
                .compose(body -> signIn.complete(secret(request), code(body), origin))
                .compose(token -> start.respond(token, origin));
    }

    private BrowserSecret secret(HttpServerRequest request) {
        return cookie.read(request)
                .flatMap(value -> BrowserSecret.parse(value, clock.instant()))
                .orElseThrow(ProviderSignIn::notInProgress);
    }

    private static String code(JsonObject body) {
        JsonFields fields = new JsonFields(body);
        String code = fields.text("code", SecondFactors.CODE_LENGTH_MAX);
        fields.requireValid();
        return code;
    }
}
