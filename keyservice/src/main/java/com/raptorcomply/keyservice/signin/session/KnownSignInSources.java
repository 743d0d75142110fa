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

/**
 * Remembers the devices, addresses and places from which users have signed in, a bounded number of the latest for each.
 */
final class KnownSignInSources {
    /** The largest number of digests of one user; a sign-in has four. */
    private static final int DIGESTS_MAX = 40;

    private static final String FIND = """
            SELECT k.origin FROM known_origin k JOIN app_user u ON u.id = k.user_id \
            WHERE u.address_key IN ($1, lower($2)) AND u.status <> 'deleted' AND k.origin IN ($3, $4) \
              AND k.last_at > now() - make_interval(days => $5)""";

    private static final String REMEMBER = """
            INSERT INTO known_origin (user_id, origin) VALUES ($1, $2), ($1, $3), ($1, $4), ($1, $5) \
            ON CONFLICT (user_id, origin) DO UPDATE SET last_at = now() RETURNING origin, xmax = 0 AS is_new""";

    /** The log of activity knows of every sign-in, however long ago. */
    private static final String SIGNED_IN_BEFORE = """
            SELECT FROM activity a JOIN app_user u ON u.organization_id = a.organization_id AND u.id = $1 \
            WHERE a.resource_id = $1::text AND a.resource_type = 'user' AND a.action = 'sign-in' LIMIT 1""";

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

    /**
     * Remembers the source, in the transaction that starts the session. Returns true if the user has signed in before, but
     * not from this network or not with this browser. Call it before the sign-in is in the log of activity.
     */
    static Future<Boolean> remember(SqlConnection connection, UUID userId, SignInSource origin) {
        SignInPlace place = SignInPlace.of(origin);
        Buffer network = digest("network:" + place.network());
        Buffer agent = digest("agent:" + place.agent());
        return connection
                .preparedQuery(REMEMBER)
                .execute(Tuple.of(userId, Buffer.buffer(origin.device().digest()), address(origin), network, agent))
                .map(RowReader.all(row -> row.getBoolean("is_new") && isOneOf(row.getBuffer("origin"), network, agent)))
                .compose(known -> connection
                        .preparedQuery(FORGET_OLD)
                        .execute(Tuple.of(userId, DIGESTS_MAX))
                        .compose(forgotten -> known.contains(true)
                                ? connection
                                        .preparedQuery(SIGNED_IN_BEFORE)
                                        .execute(Tuple.of(userId))
                                        .map(rows -> rows.size() > 0)
                                : Future.succeededFuture(false)));
    }

    private static boolean isOneOf(Buffer origin, Buffer network, Buffer agent) {
        return origin.equals(network) || origin.equals(agent);
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
        return digest("address:" + origin.address());
    }

    private static Buffer digest(String text) {
        return Buffer.buffer(DigestUtils.sha256(text));
    }
}
