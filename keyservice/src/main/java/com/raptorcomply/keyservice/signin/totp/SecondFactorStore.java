package com.raptorcomply.keyservice.signin.totp;

import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs the SQL statements on second factors. */
final class SecondFactorStore {
    private static final int FREE_ATTEMPTS = 5;
    private static final int DELAY_SECONDS_MAX = 900;

    private static final String FIND = """
            SELECT confirmed_at IS NOT NULL AS confirmed, \
              greatest(1, ceil(extract(epoch FROM next_at - now())))::int AS wait_seconds, \
              (SELECT count(*)::int FROM recovery_code r WHERE r.user_id = f.user_id) AS recovery_codes \
            FROM second_factor f WHERE user_id = $1""";

    private static final String ENROL = """
            INSERT INTO second_factor AS f (user_id, secret) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE \
            SET secret = excluded.secret, created_at = now(), last_step = 0 WHERE f.confirmed_at IS NULL""";

    private static final String COUNT = """
            UPDATE second_factor SET attempts = attempts + 1, next_at = now() + make_interval(secs => CASE \
              WHEN attempts < $2 THEN 0 ELSE least($3::int, power(2, least(attempts - $2, 20))) END) \
            WHERE user_id = $1 AND next_at <= now() RETURNING secret, last_step""";

    private static final String ACCEPT = """
            UPDATE second_factor SET last_step = $2, attempts = 0, next_at = now(), \
            confirmed_at = coalesce(confirmed_at, now()) WHERE user_id = $1 AND last_step < $2""";

    private static final String FORGIVE = "UPDATE second_factor SET attempts = 0, next_at = now() WHERE user_id = $1";
    private static final String USE_RECOVERY_CODE = "DELETE FROM recovery_code WHERE user_id = $1 AND digest = $2";
    private static final String INSERT_RECOVERY_CODE = "INSERT INTO recovery_code (user_id, digest) VALUES ($1, $2)";
    private static final String LOCK_CONFIRMED =
            "SELECT 1 FROM second_factor WHERE user_id = $1 AND confirmed_at IS NOT NULL FOR UPDATE";
    private static final String REMOVE_RECOVERY_CODES = "DELETE FROM recovery_code WHERE user_id = $1";
    private static final String REMOVE_UNCONFIRMED =
            "DELETE FROM second_factor WHERE user_id = $1 AND confirmed_at IS NULL";
    private static final String REMOVE = "DELETE FROM second_factor WHERE user_id = $1";

    private SecondFactorStore() {}

    /** The stored state of a user's second factor. */
    record Found(boolean confirmed, int waitSeconds, int recoveryCodes) {}

    /** The secret to check a code against, after the attempt has been counted. */
    record Counted(Buffer secret, long lastStep) {
        @Override
        public String toString() {
            return "[second factor]";
        }
    }

    static Future<Optional<Found>> find(SqlClient client, UUID userId) {
        return client.preparedQuery(FIND)
                .execute(Tuple.of(userId))
                .map(RowReader.first(row -> new Found(
                        row.getBoolean("confirmed"),
                        row.getInteger("wait_seconds"),
                        row.getInteger("recovery_codes"))));
    }

    /** Stores the secret and returns true, or false if a confirmed one exists, which is never replaced. */
    static Future<Boolean> enrol(SqlClient client, UUID userId, byte[] secret) {
        return done(client, ENROL, Tuple.of(userId, Buffer.buffer(secret)));
    }

    /** Counts an attempt. Empty if there is no second factor, or if the attempt comes too soon. */
    static Future<Optional<Counted>> count(SqlClient client, UUID userId) {
        return client.preparedQuery(COUNT)
                .execute(Tuple.of(userId, FREE_ATTEMPTS, DELAY_SECONDS_MAX))
                .map(RowReader.first(row -> new Counted(row.getBuffer("secret"), row.getLong("last_step"))));
    }

    /**
     * Accepts the code of this step and returns true if the step is later than every accepted one. It confirms an
     * unconfirmed secret.
     */
    static Future<Boolean> accept(SqlClient client, UUID userId, long step) {
        return done(client, ACCEPT, Tuple.of(userId, step));
    }

    /** Uses the code up; returns false if it does not exist. */
    static Future<Boolean> use(SqlClient client, UUID userId, RecoveryCode code) {
        return done(client, USE_RECOVERY_CODE, Tuple.of(userId, Buffer.buffer(code.digest())))
                .compose(used ->
                        used ? done(client, FORGIVE, Tuple.of(userId)).map(true) : Future.succeededFuture(false));
    }

    static Future<Void> insert(SqlClient client, UUID userId, List<RecoveryCode> codes) {
        List<Tuple> rows = codes.stream()
                .map(code -> Tuple.of(userId, Buffer.buffer(code.digest())))
                .toList();
        return client.preparedQuery(INSERT_RECOVERY_CODE).executeBatch(rows).mapEmpty();
    }

    /** Removes the recovery codes of a confirmed second factor; returns false, and removes none, if there is no such factor. */
    static Future<Boolean> removeCodes(SqlConnection connection, UUID userId) {
        return done(connection, LOCK_CONFIRMED, Tuple.of(userId))
                .compose(found -> found
                        ? done(connection, REMOVE_RECOVERY_CODES, Tuple.of(userId))
                                .map(true)
                        : Future.succeededFuture(false));
    }

    /** Removes the second factor with its recovery codes. */
    static Future<Boolean> remove(SqlClient client, UUID userId) {
        return done(client, REMOVE, Tuple.of(userId));
    }

    static Future<Boolean> removeUnconfirmed(SqlClient client, UUID userId) {
        return done(client, REMOVE_UNCONFIRMED, Tuple.of(userId));
    }

    private static Future<Boolean> done(SqlClient client, String sql, Tuple values) {
        return client.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() > 0);
    }
}
