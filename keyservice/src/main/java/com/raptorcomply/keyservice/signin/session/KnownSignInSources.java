package com.raptorcomply.keyservice.signin.session;

import com.raptorcomply.keyservice.sql.RowReader;
import com.raptorcomply.keyservice.user.email.EmailAddress;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;

/** Remembers the devices and addresses from which users have signed in, a bounded number of the latest for each. */
final class KnownSignInSources {
    private static final int PLACES_MAX = 20;

    private static final String FIND = """
            SELECT k.origin FROM known_origin k JOIN app_user u ON u.id = k.user_id \
            WHERE u.address_key IN ($1, lower($2)) AND u.status <> 'deleted' AND k.origin IN ($3, $4) \
              AND k.last_at > now() - make_interval(days => $5)""";

    private static final String REMEMBER = """
            INSERT INTO known_origin (user_id, origin) VALUES ($1, $2), ($1, $3) \
            ON CONFLICT (user_id, origin) DO UPDATE SET last_at = now()""";

    private static final String FORGET_OLD = """
            DELETE FROM known_origin WHERE user_id = $1 AND origin NOT IN \
              (SELECT origin FROM known_origin WHERE user_id = $1 ORDER BY last_at DESC LIMIT $2)""";

    private static final String PRUNE = "DELETE FROM known_origin WHERE last_at < now() - make_interval(days => $1)";

    private KnownSignInSources() {}

    /** True for each part of the source from which the account has signed in before. */
    record Known(boolean device, boolean address) {}

    static Future<Known> find(SqlClient client, String email, SignInSource origin) {
        byte[] device = origin.device().digest();
        return client.preparedQuery(FIND)
                .execute(Tuple.of(EmailAddress.key(email), email)
                        .addBuffer(Buffer.buffer(device))
                        .addBuffer(address(origin))
                        .addInteger((int) SignInSourceReader.KNOWN.toDays()))
                .map(RowReader.all(row -> row.getBuffer("origin").getBytes()))
                .map(found -> known(found, device));
    }

    /** Remembers the source, in the transaction that starts the session. */
    static Future<Void> remember(SqlConnection connection, UUID userId, SignInSource origin) {
        return connection
                .preparedQuery(REMEMBER)
                .execute(Tuple.of(userId, Buffer.buffer(origin.device().digest()), address(origin)))
                .compose(remembered -> connection.preparedQuery(FORGET_OLD).execute(Tuple.of(userId, PLACES_MAX)))
                .mapEmpty();
    }

    static Future<Void> prune(Pool pool) {
        return pool.preparedQuery(PRUNE)
                .execute(Tuple.of((int) SignInSourceReader.KNOWN.toDays()))
                .mapEmpty();
    }

    private static Known known(List<byte[]> found, byte[] device) {
        boolean byDevice = found.stream().anyMatch(each -> Arrays.equals(each, device));
        return new Known(byDevice, found.size() > (byDevice ? 1 : 0));
    }

    private static Buffer address(SignInSource origin) {
        return Buffer.buffer(DigestUtils.sha256("address:" + origin.address()));
    }
}
