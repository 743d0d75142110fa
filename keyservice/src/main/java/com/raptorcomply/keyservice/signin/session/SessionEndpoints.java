package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.http.Endpoint;
import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.signin.password.PasswordRule;
import com.raptorcomply.keyservice.signin.session.SignIn.Credentials;
import com.raptorcomply.keyservice.signin.totp.SecondFactors;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Serves the endpoints for signing in and out. */
final class SessionEndpoints {
    private static final int BODY_BYTES_MAX = 8 * 1024;
    private static final int EMAIL_CHARACTERS_MAX = 254;
    /** The longest password in UTF-16 units; a character has one or two. */
    private static final int PASSWORD_LENGTH_MAX = 2 * PasswordRule.CHARACTERS_MAX;

    private final Pool pool;
    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SessionStart start;
    private final SignInSourceReader origins;

    SessionEndpoints(
            Pool pool,
            SignIn signIn,
            Sessions sessions,
            SessionCookie cookie,
            SessionStart start,
            SignInSourceReader origins) {
        this.pool = pool;
        this.signIn = signIn;
        this.sessions = sessions;
        this.cookie = cookie;
        this.start = start;
        this.origins = origins;
    }

    Map<String, Endpoint> endpoints() {
        return Map.of(
                "createSession", (Endpoint.ForAnybody) this::create,
                "readCurrentSession", (Endpoint.ForCaller) this::readCurrent,
                "deleteCurrentSession", (Endpoint.ForCaller) this::deleteCurrent,
                "deleteAllSessions", (Endpoint.ForCaller) this::deleteAll);
    }

    private Future<ApiResponse> create(RoutingContext context) {
        HttpServerRequest request = context.request();
        SignInSource origin = origins.of(request);
        return JsonBody.read(request, BODY_BYTES_MAX)
                .map(SessionEndpoints::credentials)
                .compose(given -> signIn.signIn(given, origin))
                .compose(token -> start.respond(token, origin));
    }

    private Future<ApiResponse> readCurrent(Principal caller, RoutingContext context) {
        return Future.succeededFuture(ApiResponse.ok(SessionStart.show(token(context), caller)));
    }

    private Future<ApiResponse> deleteCurrent(Principal caller, RoutingContext context) {
        SessionToken token = token(context);
        return signOut(caller, context, "sign-out", connection -> sessions.end(connection, token));
    }

    private Future<ApiResponse> deleteAll(Principal caller, RoutingContext context) {
        UUID userId = AccessRules.requirePerson(caller);
        return signOut(caller, context, "sign-out everywhere", connection -> Sessions.endAll(connection, userId));
    }

    private Future<ApiResponse> signOut(
            Principal caller, RoutingContext context, String action, Function<SqlConnection, Future<Void>> end) {
        String userId = String.valueOf(caller.userId());
        ActivityEntry entry = new ActivityEntry(caller.organizationId(), action, "user", userId, new JsonObject());
        return pool.withTransaction(connection -> end.apply(connection)
                        .compose(ended -> ActivityLog.append(connection, ActivityContext.of(caller, context), entry)))
                .map(ended -> ApiResponse.noContent().withCookie(cookie.clear()));
    }

    private SessionToken token(RoutingContext context) {
        return cookie.read(context.request())
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private static Credentials credentials(JsonObject body) {
        JsonFields fields = new JsonFields(body);
        String email = fields.plainText("email", EMAIL_CHARACTERS_MAX);
        String password = fields.text("password");
        if (password.length() > PASSWORD_LENGTH_MAX) {
            fields.reject("password", "must have at most " + PasswordRule.CHARACTERS_MAX + " characters");
        }
        String code = fields.optionalText("code", SecondFactors.CODE_LENGTH_MAX).orElse(null);
        fields.requireValid();
        return new Credentials(email.strip(), password, code);
    }
}
