package com.raptorcomply.keyservice.webhook.delivery;

import com.raptorcomply.keyservice.sql.RowReader;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the SQL statements on the queue of deliveries. */
final class DeliveryStore {
    /**
     * The time for which a delivery belongs to the replica that has taken it. It is longer than an attempt can last; a
     * replica that dies meanwhile leaves the delivery to the next one.
     */
    static final Duration TAKEN = Duration.ofSeconds(60);

    private static final String TAKEN_COLUMNS = """
            d.id, d.webhook_id, d.organization_id, d.attempts, w.url, w.secret, n.type, n.at, n.data, \
            w.enabled AND w.deleted_at IS NULL AND o.status = 'active' AS wanted""";

    private static final String TAKE = """
            WITH due AS (SELECT id FROM webhook_delivery WHERE state = 'pending' AND next_at <= now() \
              AND organization_id <> ALL ($1) ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED) \
            UPDATE webhook_delivery d SET attempts = d.attempts + 1, next_at = now() + make_interval(secs => $3) \
            FROM due, webhook w, notice n, organization o \
            WHERE d.id = due.id AND w.id = d.webhook_id AND n.id = d.notice_id AND o.id = d.organization_id \
            RETURNING\s""" + TAKEN_COLUMNS;

    /** Adds the notice of a test with its delivery, already taken. It goes to the webhook even if it is disabled. */
    private static final String TAKE_TEST = """
            WITH n AS (INSERT INTO notice (id, organization_id, type, data) \
              SELECT gen_random_uuid(), w.organization_id, $2, $3 FROM webhook w WHERE w.id = $1 RETURNING *), \
            d AS (INSERT INTO webhook_delivery (webhook_id, organization_id, notice_id, state, attempts, next_at) \
              SELECT $1, n.organization_id, n.id, 'pending', 1, now() + make_interval(secs => $4) FROM n RETURNING *) \
            SELECT d.id, d.webhook_id, d.organization_id, d.attempts, w.url, w.secret, n.type, n.at, n.data, true AS wanted \
            FROM d, n, webhook w WHERE w.id = d.webhook_id""";

    private static final String RECORD = """
            UPDATE webhook_delivery SET state = $3, next_at = now() + make_interval(secs => $4), attempted_at = now(), \
            status_code = $5, error = $6, duration_millis = $7 WHERE id = $1 AND attempts = $2 AND state = 'pending'""";

    private static final String LAG = """
            SELECT extract(epoch FROM now() - next_at)::float8 AS seconds FROM webhook_delivery \
            WHERE state = 'pending' AND next_at <= now() ORDER BY next_at LIMIT 1""";

    private final Pool pool;

    DeliveryStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes deliveries that are due. Another replica passes over those that this one is taking.
     *
     * @param busy organizations that are passed over
     */
    Future<List<Delivery>> take(Collection<UUID> busy, int deliveriesMax) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(busy.toArray(UUID[]::new), deliveriesMax, (double) TAKEN.toSeconds()))
                .map(RowReader.all(DeliveryStore::delivery));
    }

    /** Adds a test of the webhook and takes it for its only attempt. */
    static Future<Delivery> takeTest(SqlClient client, UUID webhookId, String type, Object data) {
        return client.preparedQuery(TAKE_TEST)
                .execute(Tuple.of(webhookId, type, data, (double) TAKEN.toSeconds()))
                .map(RowReader.first(DeliveryStore::delivery))
                .map(Optional::orElseThrow);
    }

    /**
     * Records an attempt, unless another replica has taken the delivery since.
     *
     * @param again the wait before the next attempt; null: there is none
     */
    Future<Void> record(Delivery delivery, Attempt attempt, @Nullable Duration again) {
        AttemptError error = attempt.error();
        return pool.preparedQuery(RECORD)
                .execute(Tuple.of(delivery.id(), delivery.attempts(), state(attempt, again))
                        .addDouble(again == null ? null : again.toMillis() / 1e3)
                        .addInteger(attempt.statusCode())
                        .addString(error == null ? null : error.label())
                        .addInteger((int) attempt.durationMillis()))
                .mapEmpty();
    }

    private static String state(Attempt attempt, @Nullable Duration again) {
        if (attempt.isDelivered()) {
            return "delivered";
        }
        if (attempt.error() == AttemptError.DISABLED) {
            return "dropped";
        }
        return again == null ? "failed" : "pending";
    }

    /** Returns for how many seconds the oldest delivery has been due; 0 if none is. */
    Future<Double> lagSeconds() {
        return pool.preparedQuery(LAG)
                .execute()
                .map(RowReader.first(row -> row.getDouble("seconds")))
                .map(found -> found.orElse(0.0));
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.getUUID("id"),
                row.getUUID("webhook_id"),
                row.getUUID("organization_id"),
                row.getInteger("attempts"),
                row.getBoolean("wanted"),
                row.getString("url"),
                row.getBuffer("secret"),
                row.getString("type"),
                row.getOffsetDateTime("at").toInstant(),
                row.getJsonObject("data"));
    }
}
