package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.activity.ActivityContext;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.KeyScope;
import com.raptorcomply.keyservice.notice.Notice;
import com.raptorcomply.keyservice.notice.NoticeType;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends keys that nobody uses, where an organization's policy says so: it announces the revocation a week before, and
 * revokes the key if it is still unused then. A use of the key, or a change of the policy, makes the announcement void. Any
 * number of replicas may run it at once.
 */
public final class UnusedKeys {
    private static final Actor POLICY = new Actor(Actor.Kind.SYSTEM, null, "unused-key policy");
    private static final ActivityContext AUTHOR = new ActivityContext(POLICY, "unused-key-policy");
    private static final KeyScope ANY = new KeyScope.Everywhere();

    /** The largest number of keys that one statement finds. */
    private static final int KEYS_MAX = 500;

    /** An announcement this old, of an organization that was suspended meanwhile, is made again. */
    private static final int NOTICE_DAYS_MAX = 2 * KeyPolicy.NOTICE_DAYS;

    private static final String IDLE = "greatest(k.created_at, l.last_used_at)";
    private static final String OF_POLICY = """
            JOIN organization o ON o.id = k.organization_id AND o.status = 'active' AND o.key_unused_days_max IS NOT NULL \
            JOIN key_last_use l ON l.key_id = k.id\s""";
    private static final String LIVE = " k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())";

    /** The lock keeps other replicas from announcing the same. */
    private static final String LOCK =
            "SELECT FROM notice_schedule WHERE rule = 'unused-policy' FOR UPDATE SKIP LOCKED";

    private static final String TO_ANNOUNCE = KeyRepository.select(KeyPolicy.COLUMNS) + OF_POLICY
            + "LEFT JOIN unused_key n ON n.key_id = k.id WHERE" + LIVE + " AND " + IDLE
            + " < now() - make_interval(days => o.key_unused_days_max - " + KeyPolicy.NOTICE_DAYS + ")"
            + " AND (n.key_id IS NULL OR n.idle_since <> " + IDLE + " OR n.noticed_at < now() - make_interval(days => "
            + NOTICE_DAYS_MAX + ")) LIMIT " + KEYS_MAX;

    private static final String ANNOUNCED = """
            INSERT INTO unused_key (key_id, organization_id, idle_since) \
            SELECT k.id, k.organization_id, greatest(k.created_at, l.last_used_at) \
            FROM api_key k JOIN key_last_use l ON l.key_id = k.id WHERE k.id = ANY ($1) \
            ON CONFLICT (key_id) DO UPDATE SET idle_since = EXCLUDED.idle_since, noticed_at = now()""";

    private static final String DUE = "SELECT k.id FROM api_key k " + OF_POLICY
            + "JOIN unused_key n ON n.key_id = k.id AND n.idle_since = " + IDLE + " WHERE" + LIVE
            + " AND n.noticed_at <= now() - make_interval(days => " + KeyPolicy.NOTICE_DAYS + ")"
            + " AND n.noticed_at >= now() - make_interval(days => " + NOTICE_DAYS_MAX + ")"
            + " AND n.idle_since < now() - make_interval(days => o.key_unused_days_max)";

    private static final String ALL_DUE = DUE + " LIMIT " + KEYS_MAX;
    private static final String IS_DUE = DUE + " AND k.id = $1";
    private static final String PRUNE =
            "DELETE FROM unused_key WHERE noticed_at < now() - make_interval(days => " + 2 * NOTICE_DAYS_MAX + ")";
    private static final String FORGET = "DELETE FROM unused_key WHERE organization_id = $1";

    private final Pool pool;

    public UnusedKeys(Pool pool) {
        this.pool = pool;
    }

    /** Announces and revokes all that is due. */
    public Future<Void> run() {
        return announceAll()
                .compose(announced -> revokeAll())
                .compose(revoked -> pool.query(PRUNE).execute())
                .mapEmpty();
    }

    /** Makes all announcements of an organization void, because its policy has changed. */
    public static Future<Void> forget(SqlClient client, UUID organizationId) {
        return client.preparedQuery(FORGET).execute(Tuple.of(organizationId)).mapEmpty();
    }

    private Future<Void> announceAll() {
        return pool.withTransaction(connection -> connection
                        .query(LOCK)
                        .execute()
                        .compose(locked -> locked.size() == 0 ? Future.succeededFuture(0) : announce(connection)))
                .compose(announced -> announced < KEYS_MAX ? Future.succeededFuture() : announceAll());
    }

    private static Future<Integer> announce(SqlConnection connection) {
        return connection.query(TO_ANNOUNCE).execute().compose(rows -> {
            Instant now = Instant.now();
            List<Notice> notices = new ArrayList<>();
            rows.forEach(row -> notices.add(notice(row, now)));
            UUID[] ids = notices.stream()
                    .map(notice -> Objects.requireNonNull(notice.keyId()))
                    .toArray(UUID[]::new);
            return connection
                    .preparedQuery(ANNOUNCED)
                    .execute(Tuple.tuple().addArrayOfUUID(ids))
                    .compose(announced -> KeyDeadlines.record(connection, notices))
                    .map(notices.size());
        });
    }

    private static Notice notice(Row row, Instant now) {
        ApiKey key = KeyRowMapper.key(row);
        Optional<Instant> revokedAfter = KeyPolicy.of(row).revokedAfter(KeyNotice.idleSince(key), now);
        JsonObject more = new JsonObject()
                .put("revokedAfter", revokedAfter.map(Instant::toString).orElse(null));
        return KeyNotice.of(NoticeType.KEY_REVOCATION_SCHEDULED, key, more);
    }

    private Future<Void> revokeAll() {
        return pool.query(ALL_DUE)
                .execute()
                .map(RowReader.all(row -> row.getUUID("id")))
                .compose(ids -> {
                    Future<Void> done = Future.succeededFuture();
                    for (UUID id : ids) {
                        done = done.compose(before -> pool.withTransaction(connection -> revoke(connection, id)));
                    }
                    return ids.size() < KEYS_MAX ? done : done.compose(all -> revokeAll());
                });
    }

    /** Revokes the key like a person does, with a receipt, unless it was used or revoked since it was found. */
    private static Future<Void> revoke(SqlConnection connection, UUID id) {
        return KeyRepository.findForUpdate(connection, ANY, id).compose(key -> connection
                .preparedQuery(IS_DUE)
                .execute(Tuple.of(id))
                .compose(due -> key.isEmpty() || due.size() == 0
                        ? Future.succeededFuture()
                        : RevokeKey.revoke(connection, AUTHOR, key.get()).mapEmpty()));
    }
}
