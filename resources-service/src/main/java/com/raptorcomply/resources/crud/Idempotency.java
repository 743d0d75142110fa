package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.tenancy.Tenant;
import com.raptorcomply.resources.tenancy.TenantDatabase;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a POST repeatable by its {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header), stored per
 * API key for {@link #HOURS}. The transaction of the request claims the row, so the second of two concurrent requests
 * waits for the first and gets its response.
 */
record Idempotency(Tenant tenant, String key, Buffer digest) {
    static final int HOURS = 24;

    private static final int PURGED_MAX = 100;

    private static final String CLAIM = """
            INSERT INTO idempotency AS i (organization_id, key_id, idempotency_key, request_digest) VALUES ($1, $2, $3, $4)
            ON CONFLICT (organization_id, key_id, idempotency_key)
            DO UPDATE SET request_digest = EXCLUDED.request_digest, created_at = EXCLUDED.created_at
            WHERE i.created_at < now() - interval '%d hours' RETURNING 1""".formatted(HOURS);
    private static final String STORE = """
            UPDATE idempotency SET location = $3, body = $4 WHERE key_id = $1 AND idempotency_key = $2""";
    private static final String PURGE = """
            DELETE FROM idempotency WHERE (key_id, idempotency_key) IN (
              SELECT key_id, idempotency_key FROM idempotency WHERE created_at < now() - interval '%d hours'
              LIMIT %d FOR UPDATE SKIP LOCKED)""".formatted(HOURS, PURGED_MAX);
    private static final String FIND = TenantDatabase.scoped("""
            SELECT request_digest, location, body FROM idempotency
            WHERE key_id = $1 AND idempotency_key = $2 AND created_at >= now() - interval '%d hours'
            AND caller.known""".formatted(HOURS), 2);

    /** Signals that this request was handled before, and rolls back the second execution. */
    static final class Repeated extends RuntimeException {
        Repeated() {
            super("Repeated", null, false, false);
        }
    }

    /** Returns all statements with parameters, to be prepared at start. */
    static List<String> statements() {
        return List.of(CLAIM, STORE, FIND);
    }

    /** Reads the idempotency key of a request, null without one; throws a 400 if it is malformed. */
    static @Nullable Idempotency of(HttpServerRequest request, Tenant tenant, JsonObject body) {
        return IdempotencyKey.of(request)
                .map(key -> new Idempotency(tenant, key, IdempotencyKey.digest(request, body)))
                .orElse(null);
    }

    /** Claims the key; fails with {@link Repeated} if it is taken. */
    Future<?> claim(SqlConnection connection) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(tenant.organizationId(), scope(), key, digest))
                .compose(rows -> rows.size() == 1 ? Future.succeededFuture() : Future.failedFuture(new Repeated()));
    }

    /** Stores the response with the claim, and deletes some expired rows. */
    Future<?> store(SqlConnection connection, Written written) {
        Future<?> stored = connection
                .preparedQuery(STORE)
                .execute(Tuple.of(
                        scope(), key, written.location(), written.body().toString()));
        return Future.join(stored, connection.query(PURGE).execute());
    }

    /**
     * Returns the first response; fails with a 422 if it belongs to another request. Fails with a 409 if the caller
     * cannot read the record any more, because a success would say that it exists and a repeated request must not
     * create another.
     *
     * @param read the scoped query of one record by its id
     */
    Future<Written> repeat(RoutingContext ctx, TenantDatabase database, String read) {
        return database.read(ctx, FIND, Tuple.of(scope(), key))
                .map(this::answer)
                .compose(answer -> seen(ctx, database, read, answer));
    }

    /** Does the same, with null if there is no response yet. */
    Future<@Nullable Written> earlier(RoutingContext ctx, TenantDatabase database, String read) {
        return database.read(ctx, FIND, Tuple.of(scope(), key))
                .compose(rows ->
                        rows.size() == 0 ? Future.succeededFuture(null) : seen(ctx, database, read, answer(rows)));
    }

    private static Future<Written> seen(RoutingContext ctx, TenantDatabase database, String read, Written answer) {
        return database.read(ctx, read, Tuple.of(answer.id())).map(rows -> {
            if (rows.size() == 0) {
                throw gone();
            }
            return answer;
        });
    }

    /** Returns the scope of the key: requests of a key that acts as a user are not repetitions of its own requests. */
    private String scope() {
        Stamp.Actor actor = tenant.stamp().actor();
        return actor == null ? tenant.keyId().toString() : tenant.keyId() + "/" + actor.userId();
    }

    private Written answer(RowSet<Row> rows) {
        for (Row row : rows) {
            if (!Arrays.equals(row.getBuffer(0).getBytes(), digest.getBytes())) {
                throw Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request")
                        .withField(IdempotencyKey.HEADER)
                        .exception();
            }
            return new Written(row.getString(1), Buffer.buffer(row.getString(2)), true);
        }
        throw Problem.of(
                        ErrorCode.IN_PROGRESS,
                        "The request with this Idempotency-Key has just ended. Please repeat it.")
                .exception();
    }

    private static RuntimeException gone() {
        return Problem.of(
                        ErrorCode.STATE_CONFLICT,
                        "The record of the first request with this Idempotency-Key is no longer there."
                                + " Use a new key for another request.")
                .withField(IdempotencyKey.HEADER)
                .exception();
    }
}
