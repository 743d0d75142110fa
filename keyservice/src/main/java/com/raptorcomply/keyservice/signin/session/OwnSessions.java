package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.activity.ActivityAction;
import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.activity.ActivityEntry;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.auth.AccessRules;
import com.raptorcomply.keyservice.auth.Principal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Lists and ends the sessions of the calling user. Only a session may do so, no key. */
public final class OwnSessions {
    private final Pool pool;
    private final Sessions sessions;

    OwnSessions(Pool pool, Sessions sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    /** Returns the open sessions, the latest used one first. */
    public Future<List<OpenSession>> list(Principal caller, SessionToken current) {
        return sessions.list(AccessRules.requireSession(caller), current);
    }

    /** Ends the session of the request. */
    public Future<Void> signOut(Principal caller, ActivityContext author, SessionToken current) {
        return end(caller, author, ActivityAction.SIGN_OUT, connection -> sessions.end(connection, current));
    }

    /** Ends one session; fails with 404 if the caller has no such session. */
    public Future<Void> end(Principal caller, ActivityContext author, UUID id) {
        UUID userId = AccessRules.requireSession(caller);
        return end(caller, author, ActivityAction.END_SESSION, connection -> Sessions.endOne(connection, userId, id)
                .map(ended -> {
                    if (!ended) {
                        throw Problem.notFound().exception();
                    }
                    return null;
                }));
    }

    /** Ends all sessions except that of the request. */
    public Future<Void> endOthers(Principal caller, ActivityContext author, SessionToken current) {
        UUID userId = AccessRules.requireSession(caller);
        return end(
                caller,
                author,
                ActivityAction.SIGN_OUT_ELSEWHERE,
                connection -> Sessions.endOthers(connection, userId, current));
    }

    /** Ends all sessions. A user's own key may do so too, because its owner may have lost a device. */
    Future<Void> endAll(Principal caller, ActivityContext author) {
        UUID userId = AccessRules.requirePerson(caller);
        return end(
                caller, author, ActivityAction.SIGN_OUT_EVERYWHERE, connection -> Sessions.endAll(connection, userId));
    }

    private Future<Void> end(
            Principal caller,
            ActivityContext author,
            ActivityAction action,
            Function<SqlConnection, Future<Void>> work) {
        String userId = String.valueOf(caller.userId());
        ActivityEntry entry = new ActivityEntry(caller.organizationId(), action, "user", userId, new JsonObject());
        return pool.withTransaction(
                connection -> work.apply(connection).compose(ended -> ActivityLog.append(connection, author, entry)));
    }
}
