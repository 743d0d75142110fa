package com.raptorcomply.keyservice.key;

import com.raptorcomply.keyservice.notice.Notice;
import com.raptorcomply.keyservice.notice.Notices;
import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the notices of keys that are about to end, have ended or are not used. Each rule remembers until when it has
 * looked, in the transaction that writes its notices: with any number of replicas a key gets each notice once, also when
 * all of them were down at the moment.
 */
public final class KeyDeadlines {
    /** The check looks only at moments this old, because an earlier transaction may commit a moment later. */
    private static final int LAG_SECONDS = 5;

    /** The row's lock keeps other replicas from the same rule; they pass it over. */
    private static final String TAKE = "SELECT at, now() - make_interval(secs => " + LAG_SECONDS + ") AS until"
            + " FROM notice_schedule WHERE rule = $1 AND at < now() - make_interval(secs => " + LAG_SECONDS + ")"
            + " FOR UPDATE SKIP LOCKED";

    private static final String LOOKED = "UPDATE notice_schedule SET at = $2 WHERE rule = $1";

    private final Pool pool;

    public KeyDeadlines(Pool pool) {
        this.pool = pool;
    }

    /** Writes all notices that are due. */
    public Future<Void> run() {
        Future<Void> done = Future.succeededFuture();
        for (DeadlineRule rule : DeadlineRule.values()) {
            done = done.compose(before -> run(rule));
        }
        return done;
    }

    private Future<Void> run(DeadlineRule rule) {
        return pool.withTransaction(connection -> look(connection, rule))
                .compose(more -> more ? run(rule) : Future.succeededFuture());
    }

    /** Returns true if more keys may be due. */
    private static Future<Boolean> look(SqlConnection connection, DeadlineRule rule) {
        return connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(rule.label()))
                .map(RowReader.first(row -> row))
                .compose(
                        taken -> taken.isEmpty() ? Future.succeededFuture(false) : look(connection, rule, taken.get()));
    }

    private static Future<Boolean> look(SqlConnection connection, DeadlineRule rule, Row taken) {
        OffsetDateTime until = taken.getOffsetDateTime("until");
        return connection
                .preparedQuery(rule.sql())
                .execute(Tuple.of(taken.getOffsetDateTime("at"), until))
                .map(RowReader.all(KeyRowMapper::key))
                .compose(keys -> {
                    boolean isFull = keys.size() >= DeadlineRule.KEYS_MAX;
                    OffsetDateTime looked =
                            isFull ? rule.passed(keys.get(keys.size() - 1)).atOffset(ZoneOffset.UTC) : until;
                    return record(connection, notices(rule, keys))
                            .compose(recorded ->
                                    connection.preparedQuery(LOOKED).execute(Tuple.of(rule.label(), looked)))
                            .map(isFull);
                });
    }

    /** Returns one notice for each key, also if two secrets of it were used at the same moment. */
    private static List<Notice> notices(DeadlineRule rule, List<ApiKey> keys) {
        Map<UUID, Notice> notices = new LinkedHashMap<>();
        keys.forEach(key -> notices.put(key.id(), KeyNotice.of(rule.type(), key, rule.data())));
        return new ArrayList<>(notices.values());
    }

    /** Writes any number of notices. */
    static Future<Void> record(SqlConnection connection, List<Notice> notices) {
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < notices.size(); from += Notices.BATCH_MAX) {
            List<Notice> batch = notices.subList(from, Math.min(notices.size(), from + Notices.BATCH_MAX));
            done = done.compose(before -> Notices.record(connection, batch));
        }
        return done;
    }
}
