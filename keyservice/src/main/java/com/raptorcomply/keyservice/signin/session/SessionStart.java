package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import com.raptorcomply.keyservice.notice.Notice;
import com.raptorcomply.keyservice.notice.NoticeType;
import com.raptorcomply.keyservice.notice.Notices;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** Starts the session of an authenticated user, for every way of signing in. */
public final class SessionStart {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SignInSourceReader origins;

    SessionStart(Sessions sessions, SessionCookie cookie, SignInSourceReader origins) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.origins = origins;
    }

    /** The user that has signed in. */
    public record SignedIn(UUID userId, UUID organizationId, String name) {
        /** Reads the columns {@code id}, {@code organization_id} and {@code name}. */
        public static SignedIn of(Row user) {
            return new SignedIn(user.getUUID("id"), user.getUUID("organization_id"), user.getString("name"));
        }
    }

    /**
     * Starts the session and writes its entry in the activity log, and a notice if the user was never seen in that place.
     *
     * @param how the members of the entry besides the address
     */
    public Future<SessionToken> begin(SqlConnection connection, SignedIn user, SignInSource origin, JsonObject how) {
        ActivityContext author = new ActivityContext(Actor.user(user.userId(), user.name()), origin.requestId());
        JsonObject from = new JsonObject().put("address", origin.address()).mergeIn(how);
        ActivityEntry entry = new ActivityEntry(
                user.organizationId(),
                ActivityAction.SIGN_IN,
                "user",
                user.userId().toString(),
                from);
        return KnownSignInSources.remember(connection, user.userId(), origin)
                .compose(isNewPlace ->
                        isNewPlace ? Notices.record(connection, fromNewPlace(user, origin)) : Future.succeededFuture())
                .compose(told -> sessions.begin(connection, user.userId(), origin.address(), origin.userAgent()))
                .compose(token -> ActivityLog.append(connection, author, entry).map(token));
    }

    private static Notice fromNewPlace(SignedIn user, SignInSource origin) {
        JsonObject data = new JsonObject()
                .put("organizationId", user.organizationId().toString())
                .put(
                        "user",
                        new JsonObject().put("id", user.userId().toString()).put("name", user.name()))
                .put("address", origin.address())
                .put("userAgent", origin.userAgent());
        return new Notice(user.organizationId(), NoticeType.SIGN_IN_FROM_NEW_PLACE, null, user.userId(), data);
    }

    /** Returns the response that shows a new session and sets its cookies. */
    public Future<ApiResponse> respond(SessionToken token, SignInSource origin) {
        return sessions.find(token)
                .map(session -> signedIn(
                        ApiResponse.created(
                                "/sessions/current",
                                show(token, session.orElseThrow().caller())),
                        token,
                        origin));
    }

    /** Adds the cookies of a new session and its device. */
    public ApiResponse signedIn(ApiResponse response, SessionToken token, SignInSource origin) {
        ApiResponse withCookies = response;
        for (Cookie each : cookies(token, origin)) {
            withCookies = withCookies.withCookie(each);
        }
        return withCookies;
    }

    /** Returns the cookies of a new session and its device. */
    public List<Cookie> cookies(SessionToken token, SignInSource origin) {
        return List.of(cookie.issue(token), origins.cookie(origin));
    }

    static JsonObject show(SessionToken token, Principal user) {
        return new JsonObject()
                .put("userId", String.valueOf(user.userId()))
                .put("name", user.actor().name())
                .put("organizationId", user.organizationId().toString())
                .put("organizationName", user.organizationName())
                .put("csrfToken", token.csrfToken());
    }
}
