package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.http.QueryParams;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** Serves the endpoints for signing in and out. */
final class SessionEndpoints {
    private static final int BODY_BYTES_MAX = 8 * 1024;

    private final SignIn signIn;
    private final OwnSessions own;
    private final SessionCookie cookie;
    private final SessionStart start;
    private final SignInSourceReader origins;

    SessionEndpoints(
            SignIn signIn, OwnSessions own, SessionCookie cookie, SessionStart start, SignInSourceReader origins) {
        this.signIn = signIn;
        this.own = own;
        this.cookie = cookie;
        this.start = start;
        this.origins = origins;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "createSession", (Endpoint.ForAnybody) this::create,
                "readCurrentSession", (Endpoint.ForCaller) this::readCurrent,
                "listSessions", (Endpoint.ForCaller) this::list,
                "deleteSession", (Endpoint.ForCaller) this::deleteOne,
                "deleteCurrentSession", (Endpoint.ForCaller) this::deleteCurrent,
                "deleteAllSessions", (Endpoint.ForCaller) this::deleteAll);
    }

    private Future<ApiResponse> create(RoutingContext context) {
        HttpServerRequest request = context.request();
        SignInSource origin = origins.of(request);
        return JsonBody.read(request, BODY_BYTES_MAX)
                .map(body -> Credentials.read(new JsonFields(body)))
                .compose(given -> signIn.signIn(given, origin))
                .compose(token -> start.respond(token, origin));
    }

    private Future<ApiResponse> readCurrent(Principal caller, RoutingContext context) {
        return Future.succeededFuture(ApiResponse.ok(SessionStart.show(token(context), caller)));
    }

    private Future<ApiResponse> deleteCurrent(Principal caller, RoutingContext context) {
        return own.signOut(caller, ActivityContext.of(caller, context), token(context))
                .map(ended -> signedOut());
    }

    private Future<ApiResponse> list(Principal caller, RoutingContext context) {
        AccessRules.requireSession(caller);
        return own.list(caller, token(context))
                .map(found -> ApiResponse.ok(
                        new JsonArray(found.stream().map(OpenSession::toJson).toList())));
    }

    private Future<ApiResponse> deleteOne(Principal caller, RoutingContext context) {
        AccessRules.requireSession(caller);
        return own.end(caller, ActivityContext.of(caller, context), QueryParams.pathUuid(context, "id"))
                .map(ended -> ApiResponse.noContent());
    }

    private Future<ApiResponse> deleteAll(Principal caller, RoutingContext context) {
        ActivityContext author = ActivityContext.of(caller, context);
        boolean keepsCurrent = new QueryParams(context)
                .oneOf("keepCurrent", List.of("true", "false"))
                .map(Boolean::valueOf)
                .orElse(false);
        if (keepsCurrent) {
            AccessRules.requireSession(caller);
            return own.endOthers(caller, author, token(context)).map(ended -> ApiResponse.noContent());
        }
        return own.endAll(caller, author).map(ended -> signedOut());
    }

    private ApiResponse signedOut() {
        return ApiResponse.noContent().withCookie(cookie.clear());
    }

    private SessionToken token(RoutingContext context) {
        return cookie.read(context.request())
                .orElseThrow(() -> Problem.notFound().exception());
    }
}
