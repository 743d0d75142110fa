package com.raptorcomply.keyservice.people.oidc;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.input.Parameters;
import com.raptorcomply.keyservice.people.secondfactor.SecondFactors;
import com.raptorcomply.keyservice.people.session.HostCookie;
import com.raptorcomply.keyservice.people.session.Origin;
import com.raptorcomply.keyservice.people.session.Origins;
import com.raptorcomply.keyservice.people.session.SessionStart;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;

/** Signing in with the provider over HTTP: to it, back from it, and a code of the second factor where there is one. */
final class OidcEndpoints {
    private static final String SIGNED_IN_PAGE = "/admin/session";
    private static final int BODY_BYTES_MAX = 1024;
    private static final int PROVIDER_CODE_LENGTH_MAX = 2048;

    private final String issuer;
    private final Provider provider;
    private final ProviderSignIn signIn;
    private final SessionStart start;
    private final Origins origins;
    private final HostCookie cookie;
    private final InstantSource clock;

    OidcEndpoints(
            String issuer,
            Provider provider,
            ProviderSignIn signIn,
            SessionStart start,
            Origins origins,
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
                "returnFromProvider", (Endpoint.ForAnybody) this::comeBack,
                "completeProviderSignIn", (Endpoint.ForAnybody) this::complete);
    }

    private Future<Answer> begin(RoutingContext context) {
        BrowserSecret secret = BrowserSecret.random(clock.instant());
        return provider.authorizeUrl(secret)
                .map(url -> Answer.seeOther(url).withCookie(cookie.issue(secret.reveal(), BrowserSecret.LIFETIME)));
    }

    /** Reads only what it knows, as RFC 6749 section 4.1.2 has it. */
    private Future<Answer> comeBack(RoutingContext context) {
        Parameters parameters = new Parameters(context);
        BrowserSecret secret = secret(context.request());
        boolean isOurs = secret.isState(parameters.text("state").orElse(null))
                && parameters.text("iss").map(issuer::equals).orElse(true);
        Origin origin = origins.of(context.request());
        if (!isOurs || parameters.text("error").isPresent()) {
            origin.logRefused(null, isOurs ? "refused by the provider" : "state of another sign-in");
            throw ProviderSignIn.startAgain();
        }
        String code = parameters.text("code").orElse("");
        if (code.isEmpty() || code.length() > PROVIDER_CODE_LENGTH_MAX) {
            throw parameters.refused("code", "must have 1 to " + PROVIDER_CODE_LENGTH_MAX + " characters");
        }
        return signIn.comeBack(secret, code, origin)
                .map(session -> session.map(token -> start.signedIn(Answer.seeOther(SIGNED_IN_PAGE), token, origin))
                        .orElseGet(() -> Answer.seeOther(SIGNED_IN_PAGE + "#code")));
    }

    private Future<Answer> complete(RoutingContext context) {
        HttpServerRequest request = context.request();
        Origin origin = origins.of(request);
        return JsonBody.read(request, BODY_BYTES_MAX)
                .compose(body -> signIn.complete(secret(request), code(body), origin))
                .compose(token -> start.answer(token, origin));
    }

    private BrowserSecret secret(HttpServerRequest request) {
        return cookie.read(request)
                .flatMap(value -> BrowserSecret.parse(value, clock.instant()))
                .orElseThrow(ProviderSignIn::startAgain);
    }

    private static String code(JsonObject body) {
        Fields fields = new Fields(body);
        String code = fields.text("code", SecondFactors.CODE_LENGTH_MAX);
        fields.requireValid();
        return code;
    }
}
