package com.raptorcomply.keyservice.user.email;

import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Updates the address keys of users and invitations that older versions stored. The migration can only lower-case, so
 * each start checks all addresses with other than ASCII letters. If another row has the key already, both stay: the
 * later row keeps its spelling as key, and its user signs in with that spelling.
 */
public final class AddressKeys {
    private static final Logger LOG = LoggerFactory.getLogger(AddressKeys.class);
    private static final int PAGE = 500;
    private static final int ATTEMPTS_MAX = 30;
    private static final long DELAY_MILLIS = 1_000;

    private static final String PEOPLE = """
            SELECT id, email, address_key FROM app_user \
            WHERE email ~ '[^\\x01-\\x7f]' AND status <> 'deleted' AND id > $1 ORDER BY id LIMIT $2""";

    private static final String SET_PERSON = """
            UPDATE app_user u SET address_key = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM app_user o \
              WHERE o.address_key = $2 AND o.id <> u.id AND o.status <> 'deleted')""";

    private static final String INVITATIONS = """
            SELECT id, email, address_key FROM invitation \
            WHERE email ~ '[^\\x01-\\x7f]' AND status = 'pending' AND id > $1 ORDER BY id LIMIT $2""";

    private static final String SET_INVITATION = """
            UPDATE invitation i SET address_key = $2 WHERE id = $1 AND NOT EXISTS (SELECT FROM invitation o \
              WHERE o.address_key = $2 AND o.id <> i.id AND o.organization_id = i.organization_id \
                AND o.status = 'pending')""";

    private AddressKeys() {}

    /**
     * Completes when all addresses have been checked; awaited before any user signs in. It retries for a while if the
     * database is too busy. Several replicas may run it at once.
     */
    public static Future<Void> settle(Vertx vertx, Pool pool) {
        return settle(vertx, pool, 1);
    }

    private static Future<Void> settle(Vertx vertx, Pool pool, int attempt) {
        return page(pool, PEOPLE, SET_PERSON, new UUID(0, 0))
                .compose(done -> page(pool, INVITATIONS, SET_INVITATION, new UUID(0, 0)))
                .recover(failure -> attempt < ATTEMPTS_MAX
                        ? vertx.timer(DELAY_MILLIS, TimeUnit.MILLISECONDS)
                                .compose(waited -> settle(vertx, pool, attempt + 1))
                        : Future.failedFuture(failure));
    }

    private record Keyed(UUID id, String email, String key) {}

    private static Future<Void> page(Pool pool, String select, String set, UUID after) {
        return pool.preparedQuery(select)
                .execute(Tuple.of(after, PAGE))
                .map(RowReader.all(
                        row -> new Keyed(row.getUUID("id"), row.getString("email"), row.getString("address_key"))))
                .compose(found -> settle(pool, set, found, 0)
                        .compose(done -> found.size() < PAGE
                                ? Future.succeededFuture()
                                : page(pool, select, set, found.get(PAGE - 1).id())));
    }

    private static Future<Void> settle(Pool pool, String set, List<Keyed> found, int from) {
        for (int i = from; i < found.size(); i++) {
            Keyed each = found.get(i);
            String key = EmailAddress.key(each.email());
            if (!key.equals(each.key())) {
                int next = i + 1;
                return pool.preparedQuery(set)
                        .execute(Tuple.of(each.id(), key))
                        .onSuccess(rows -> {
                            if (rows.rowCount() == 0) {
                                LOG.atWarn()
                                        .addKeyValue(LogKeys.USER_ID, each.id())
                                        .log("Two users share one mailbox; this one signs in with its own spelling");
                            }
                        })
                        .compose(done -> settle(pool, set, found, next));
            }
        }
        return Future.succeededFuture();
    }
}
