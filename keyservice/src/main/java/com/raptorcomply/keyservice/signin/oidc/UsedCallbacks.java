package com.raptorcomply.keyservice.signin.oidc;

import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers the browsers that have returned from the provider, so that each returns once. Entries outlive the browser's
 * secret.
 */
final class UsedCallbacks {
    private static final int KEPT_MINUTES = 15;

    private static final String SPEND = """
            INSERT INTO oidc_sign_in (mark, expires_at) VALUES ($1, now() + make_interval(mins => $2)) \
            ON CONFLICT DO NOTHING""";

    private static final String AWAIT = "UPDATE oidc_sign_in SET subject = $2, user_id = $3 WHERE mark = $1";

    private static final String WAITING =
            "SELECT subject, user_id FROM oidc_sign_in WHERE mark = $1 AND user_id IS NOT NULL AND expires_at > now()";

    private static final String TAKE =
            "UPDATE oidc_sign_in SET subject = NULL, user_id = NULL WHERE mark = $1 AND user_id IS NOT NULL";

    private static final String PRUNE = "DELETE FROM oidc_sign_in WHERE expires_at < now()";

    private UsedCallbacks() {}

    /** A user whom the provider has authenticated and whose second factor is missing. */
    record Waiting(String subject, UUID userId) {}

    /** @return true if the browser had not returned before */
    static Future<Boolean> spend(SqlClient client, BrowserSecret secret) {
        return client.preparedQuery(SPEND)
                .execute(Tuple.of(secret.spentMark(), KEPT_MINUTES))
                .map(rows -> rows.rowCount() > 0);
    }

    static Future<Void> await(SqlClient client, BrowserSecret secret, Waiting waiting) {
        return client.preparedQuery(AWAIT)
                .execute(Tuple.of(secret.spentMark(), waiting.subject(), waiting.userId()))
                .mapEmpty();
    }

    static Future<Optional<Waiting>> waiting(SqlClient client, BrowserSecret secret) {
        return client.preparedQuery(WAITING)
                .execute(Tuple.of(secret.spentMark()))
                .map(RowReader.first(row -> new Waiting(row.getString("subject"), row.getUUID("user_id"))));
    }

    /** @return true if a sign-in was waiting; it no longer is */
    static Future<Boolean> take(SqlClient client, BrowserSecret secret) {
        return client.preparedQuery(TAKE).execute(Tuple.of(secret.spentMark())).map(rows -> rows.rowCount() > 0);
    }

    static Future<Void> prune(SqlClient client) {
        return client.query(PRUNE).execute().mapEmpty();
    }
}
