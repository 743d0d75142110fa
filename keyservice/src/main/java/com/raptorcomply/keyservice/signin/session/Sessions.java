package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.sql.TimeZones;
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
            SELECT u.id, u.name, u.role, o.id AS organization_id, o.name AS organization_name, o.time_zone, \
              s.last_seen_at < now() - make_interval(secs => $3) AS stale, \
              (SELECT jsonb_agg(r.operations) FROM restriction r WHERE r.user_id = u.id) AS restrictions \
            FROM user_session s JOIN app_user u ON u.id = s.user_id JOIN organization o ON o.id = u.organization_id \
            WHERE s.token_digest = $1 AND s.expires_at > now() AND s.last_seen_at > now() - make_interval(secs => $2) \
              AND u.status = 'active' AND o.status = 'active'""";

    private static final String TOUCH = "UPDATE user_session SET last_seen_at = now() WHERE token_digest = $1";
    private static final String END = "DELETE FROM user_session WHERE token_digest = $1";
    private static final String END_ALL = "DELETE FROM user_session WHERE user_id = $1";

    /** Names a session by a digest of its stored digest, because neither leads back to the token. */
    private static final String ID = "encode(substring(sha256(token_digest) FROM 1 FOR 16), 'hex')::uuid";

    private static final String LIST = """
            SELECT %s AS id, created_at, last_seen_at, expires_at, address, user_agent, token_digest = $3 AS current \
            FROM user_session WHERE user_id = $1 AND expires_at > now() \
              AND last_seen_at > now() - make_interval(secs => $2) ORDER BY last_seen_at DESC, id""".formatted(ID);

    private static final String END_ONE = "DELETE FROM user_session WHERE user_id = $1 AND " + ID + " = $2";
    private static final String END_OTHERS = "DELETE FROM user_session WHERE user_id = $1 AND token_digest <> $2";
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
     * Returns the session with the user's current role; empty if the session, the user or the organization is
     * gone.
     */
    Future<Optional<PageSession>> find(SessionToken token) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(digest(token), (double) idleTimeout.toSeconds(), (double) TOUCH_SECONDS))
                .compose(rows -> {
                    if (rows.size() == 0) {
                        return Future.succeededFuture(Optional.<PageSession>empty());
                    }
                    Row row = rows.iterator().next();
                    Future<?> touched = row.getBoolean("stale")
                            ? pool.preparedQuery(TOUCH).execute(Tuple.of(digest(token)))
                            : Future.succeededFuture();
                    return touched.map(done -> Optional.of(new PageSession(caller(row), token, TimeZones.of(row))));
                });
    }

    Future<Void> end(SqlClient client, SessionToken token) {
        return client.preparedQuery(END).execute(Tuple.of(digest(token))).mapEmpty();
    }

    /** Ends all sessions of a user. */
    public static Future<Void> endAll(SqlClient client, UUID userId) {
        return client.preparedQuery(END_ALL).execute(Tuple.of(userId)).mapEmpty();
    }

    /** Returns the user's open sessions, the latest used one first. */
    Future<List<OpenSession>> list(UUID userId, SessionToken current) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(userId, (double) idleTimeout.toSeconds(), digest(current)))
                .map(RowReader.all(row -> new OpenSession(
                        row.getUUID("id"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("last_seen_at").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant(),
                        row.getString("address"),
                        row.getString("user_agent"),
                        row.getBoolean("current"))));
    }

    /** @return true if the user had such a session */
    static Future<Boolean> endOne(SqlClient client, UUID userId, UUID id) {
        return client.preparedQuery(END_ONE).execute(Tuple.of(userId, id)).map(rows -> rows.rowCount() > 0);
    }

    /** Ends all sessions of the user except this one. */
    static Future<Void> endOthers(SqlClient client, UUID userId, SessionToken kept) {
        return client.preparedQuery(END_OTHERS)
                .execute(Tuple.of(userId, digest(kept)))
                .mapEmpty();
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
