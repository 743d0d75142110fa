package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores sessions. The database's clock decides when a session has ended. */
public final class Sessions {
    private static final int TOUCH_SECONDS = 60;

    private static final String INSERT = """
            INSERT INTO user_session (token_digest, user_id, expires_at, address, user_agent) \
            VALUES ($1, $2, now() + make_interval(secs => $3), $4, $5)""";

    private static final String FIND = """
            SELECT u.id, u.name, u.role, o.id AS organization_id, o.name AS organization_name, \
              s.last_seen_at < now() - make_interval(secs => $3) AS stale, \
              (SELECT jsonb_agg(r.operations) FROM restriction r WHERE r.user_id = u.id) AS restrictions \
            FROM user_session s JOIN app_user u ON u.id = s.user_id JOIN organization o ON o.id = u.organization_id \
            WHERE s.token_digest = $1 AND s.expires_at > now() AND s.last_seen_at > now() - make_interval(secs => $2) \
              AND u.status = 'active' AND o.status = 'active'""";

    private static final String TOUCH = "UPDATE user_session SET last_seen_at = now() WHERE token_digest = $1";
    private static final String END = "DELETE FROM user_session WHERE token_digest = $1";
    private static final String END_ALL = "DELETE FROM user_session WHERE user_id = $1";
    private static final String PRUNE = "DELETE FROM user_session WHERE expires_at < now()";

    private final Pool pool;
    private final Duration lifetime;
    private final Duration idleTimeout;

    Sessions(Pool pool, SessionConfig settings) {
        this.pool = pool;
        this.lifetime = settings.lifetime();
        this.idleTimeout = settings.idleTimeout();
    }

    Future<SessionToken> begin(SqlClient client, UUID userId, String address, @Nullable String userAgent) {
        SessionToken token = SessionToken.random();
        return client.preparedQuery(INSERT)
                .execute(Tuple.of(digest(token), userId, (double) lifetime.toSeconds(), address, userAgent))
                .map(token);
    }

    /**
     * Returns the session's user with the user's current role; empty if the session, the user or the organization is
     * gone.
     */
    Future<Optional<Principal>> find(SessionToken token) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(digest(token), (double) idleTimeout.toSeconds(), (double) TOUCH_SECONDS))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture(Optional.<Principal>empty());
                    }
                    Row row = rows.iterator().next();
                    Future<?> touched = row.getBoolean("stale")
                            ? pool.preparedQuery(TOUCH).execute(Tuple.of(digest(token)))
                            : Future.succeededFuture();
                    return touched.map(done -> Optional.of(caller(row)));
                });
    }

    Future<Void> end(SqlClient client, SessionToken token) {
        return client.preparedQuery(END).execute(Tuple.of(digest(token))).mapEmpty();
    }

    /** Ends all sessions of a user. */
    public static Future<Void> endAll(SqlClient client, UUID userId) {
        return client.preparedQuery(END_ALL).execute(Tuple.of(userId)).mapEmpty();
    }

    Future<Void> prune() {
        return pool.query(PRUNE).execute().mapEmpty();
    }

    /**
     * Restrictions limit a platform admin's reading only; otherwise an admin of their organization could stop them from
     * managing.
     */
    private static Principal caller(Row row) {
        UserRole role = UserRole.of(row.getString("role")).orElseThrow();
        return Principal.person(
                row.getUUID("organization_id"),
                row.getString("organization_name"),
                Actor.user(row.getUUID("id"), row.getString("name")),
                role,
                role.permissions(),
                null,
                role == UserRole.PLATFORM_ADMIN ? List.of() : restrictions(row.getJsonArray("restrictions")));
    }

    private static List<List<String>> restrictions(@Nullable JsonArray operations) {
        return operations == null
                ? List.of()
                : operations.stream()
                        .map(each -> ((JsonArray) each)
                                .stream().map(String.class::cast).toList())
                        .toList();
    }

    private static Buffer digest(SessionToken token) {
        return Buffer.buffer(token.digest());
    }
}
