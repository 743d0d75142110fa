package com.raptorcomply.keyservice.people.session;

import com.raptorcomply.keyservice.access.Actor;
import com.raptorcomply.keyservice.access.Caller;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.activity.Author;
import com.raptorcomply.keyservice.activity.Entry;
import com.raptorcomply.keyservice.api.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/** Begins the session of somebody who has proven who they are, by whatever way. */
public final class SessionStart {
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final Origins origins;

    SessionStart(Sessions sessions, SessionCookie cookie, Origins origins) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.origins = origins;
    }

    /** Who has signed in. */
    public record SignedIn(UUID userId, UUID organizationId, String name) {
        /** From columns {@code id}, {@code organization_id} and {@code name}. */
        public static SignedIn of(Row user) {
            return new SignedIn(user.getUUID("id"), user.getUUID("organization_id"), user.getString("name"));
        }
    }

    /**
     * The session, with its entry in the activity log.
     *
     * @param how what the entry tells besides the address
     */
    public Future<SessionToken> begin(SqlConnection connection, SignedIn who, Origin origin, JsonObject how) {
        Author author = new Author(Actor.user(who.userId(), who.name()), origin.requestId());
        JsonObject from = new JsonObject().put("address", origin.address()).mergeIn(how);
        Entry entry =
                new Entry(who.organizationId(), "sign-in", "user", who.userId().toString(), from);
        return KnownOrigins.remember(connection, who.userId(), origin)
                .compose(known -> sessions.begin(connection, who.userId(), origin.address(), origin.userAgent()))
                .compose(token -> ActivityLog.append(connection, author, entry).map(token));
    }

    /** The answer that shows a new session and sets its cookies. */
    public Future<Answer> answer(SessionToken token, Origin origin) {
        return sessions.find(token)
                .map(person -> signedIn(
                        Answer.created("/sessions/current", show(token, person.orElseThrow())), token, origin));
    }

    /** With the cookies of a new session and of its browser. */
    public Answer signedIn(Answer answer, SessionToken token, Origin origin) {
        return answer.withCookie(cookie.issue(token)).withCookie(origins.cookie(origin));
    }

    static JsonObject show(SessionToken token, Caller person) {
        return new JsonObject()
                .put("userId", String.valueOf(person.userId()))
                .put("name", person.actor().name())
                .put("organizationId", person.organizationId().toString())
                .put("organizationName", person.organizationName())
                .put("csrfToken", token.csrfToken());
    }
}
