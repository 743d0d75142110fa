package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Starts the overlap of old secrets at the first use of their successor. */
public final class OverlapStart {
    private static final String TAKE =
            "SELECT key_id, overlap_seconds FROM key_secret WHERE id = $1 AND overlap_seconds IS NOT NULL FOR UPDATE";
    private static final String CLEAR = "UPDATE key_secret SET overlap_seconds = NULL WHERE id = $1";
    private static final String END_OLDER = """
            UPDATE key_secret SET expires_at = now() + make_interval(secs => $3) \
            WHERE key_id = $1 AND revoked_at IS NULL \
            AND (created_at, id) < (SELECT used.created_at, used.id FROM key_secret used WHERE used.id = $2) \
            AND (expires_at IS NULL OR expires_at > now() + make_interval(secs => $3)) RETURNING id""";

    private final Pool pool;

    public OverlapStart(Pool pool) {
        this.pool = pool;
    }

    /** Sets the expiry of the key's older secrets. A second call changes nothing. */
    public Future<Void> firstUse(String secretId) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(secretId))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture()
                        : begin(connection, secretId, rows.iterator().next())));
    }

    private static Future<Void> begin(SqlConnection connection, String secretId, Row secret) {
        double seconds = secret.getLong("overlap_seconds");
        return connection
                .preparedQuery(CLEAR)
                .execute(Tuple.of(secretId))
                .compose(cleared -> connection
                        .preparedQuery(END_OLDER)
                        .execute(Tuple.of(secret.getUUID("key_id"), secretId, seconds)))
                .compose(ended -> {
                    List<Subject> subjects = new ArrayList<>();
                    ended.forEach(row -> subjects.add(Subject.secret(row.getString("id"))));
                    return subjects.isEmpty()
                            ? Future.succeededFuture()
                            : ChangeLog.append(connection, subjects).mapEmpty();
                });
    }
}
