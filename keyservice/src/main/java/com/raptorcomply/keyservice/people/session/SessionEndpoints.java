package com.raptorcomply.keyservice.people.session;

import com.raptorcomply.chassis.problem.JsonBody;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.access.Access;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.activity.Entry;
import com.raptorcomply.keyservice.api.Answer;
import com.raptorcomply.keyservice.api.Endpoint;
import com.raptorcomply.keyservice.input.Fields;
import com.raptorcomply.keyservice.people.password.PasswordRule;
import com.raptorcomply.keyservice.people.secondfactor.SecondFactors;
import com.raptorcomply.keyservice.people.session.SignIn.Credentials;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Signing in and out over HTTP. */
final class SessionEndpoints {
    private static final int BODY_BYTES_MAX = 8 * 1024;
    private static final int EMAIL_CHARACTERS_MAX = 254;
    /** In UTF-16 units, of which a character has one or two. */
    private static final int PASSWORD_LENGTH_MAX = 2 * PasswordRule.CHARACTERS_MAX;

    private final Pool pool;
    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SessionStart start;
    private final Origins origins;

    SessionEndpoints(
            Pool pool, SignIn signIn, Sessions sessions, SessionCookie cookie, SessionStart start, Origins origins) {
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

    private Future<Answer> create(RoutingContext context) {
        HttpServerRequest request = context.request();
        Origin origin = origins.of(request);
        return JsonBody.read(request, BODY_BYTES_MAX)
                .map(SessionEndpoints::credentials)
                .compose(given -> signIn.signIn(given, origin))
                .compose(token -> start.answer(token, origin));
    }

    private Future<Answer> readCurrent(Caller caller, RoutingContext context) {
        return Future.succeededFuture(Answer.ok(SessionStart.show(token(context), caller)));
    }

    private Future<Answer> deleteCurrent(Caller caller, RoutingContext context) {
        SessionToken token = token(context);
        return signOut(caller, context, "sign-out", connection -> sessions.end(connection, token));
    }

    private Future<Answer> deleteAll(Caller caller, RoutingContext context) {
        UUID userId = Access.requirePerson(caller);
        return signOut(caller, context, "sign-out everywhere", connection -> Sessions.endAll(connection, userId));
    }

    private Future<Answer> signOut(
            Caller caller, RoutingContext context, String action, Function<SqlConnection, Future<Void>> end) {
        String userId = String.valueOf(caller.userId());
        Entry entry = new Entry(caller.organizationId(), action, "user", userId, new JsonObject());
        return pool.withTransaction(connection -> end.apply(connection)
                        .compose(ended -> ActivityLog.append(connection, Author.of(caller, context), entry)))
                .map(ended -> Answer.noContent().withCookie(cookie.clear()));
    }

    private SessionToken token(RoutingContext context) {
        return cookie.read(context.request())
                .orElseThrow(() -> Problem.notFound().exception());
    }

    private static Credentials credentials(JsonObject body) {
        Fields fields = new Fields(body);
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
