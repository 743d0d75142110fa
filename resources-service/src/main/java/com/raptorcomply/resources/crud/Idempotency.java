package com.raptorcomply.resources.crud;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.json.CanonicalJson;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request that may be repeated: its {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header), kept per API
 * key for {@link #HOURS}. The row is claimed in the transaction of the creation, so of two at once the second waits for the
 * first and then gets its answer.
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
            WHERE key_id = $1 AND idempotency_key = $2 AND caller.known""", 2);

    /**
     * The answer to a request's first arrival.
     *
     * @param replayed it was stored, and is given again
     */
    record Answer(String location, Buffer body, boolean replayed) {
        /** The id of the record that was created. */
        UUID id() {
            return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        }
    }

    /** Signals that this request has been answered before; rolls the second creation back. */
    static final class Repeated extends RuntimeException {
        Repeated() {
            super("Repeated", null, false, false);
        }
    }

    /** The request's idempotency, null if it asks for none; a 400 for a key that cannot be read. */
    static @Nullable Idempotency of(HttpServerRequest request, Tenant tenant, JsonObject body) {
        return IdempotencyKey.of(request)
                .map(key -> new Idempotency(tenant, key, Buffer.buffer(CanonicalJson.digest(request.path(), body))))
                .orElse(null);
    }

    /** Fails with {@link Repeated} if the key is taken. */
    Future<?> claim(SqlConnection connection) {
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(tenant.organizationId(), who(), key, digest))
                .compose(rows -> rows.size() == 1 ? Future.succeededFuture() : Future.failedFuture(new Repeated()));
    }

    /** Keeps the answer with the claim, and lets go of some that have had their time. */
    Future<?> store(SqlConnection connection, Answer answer) {
        Future<?> stored = connection
                .preparedQuery(STORE)
                .execute(Tuple.of(who(), key, answer.location(), answer.body().toString()));
        return Future.join(stored, connection.query(PURGE).execute());
    }

    /**
     * The first answer; a 422 if that was to another request. A 409 if the caller cannot read the record any more, because
     * a 201 would say that it is there, and the request is not to create another one.
     *
     * @param read the scoped query of one record by its id
     */
    Future<Answer> repeat(RoutingContext ctx, TenantDatabase database, String read) {
        return database.read(ctx, FIND, Tuple.of(who(), key)).map(this::answer).compose(answer -> database.read(
                        ctx, read, Tuple.of(answer.id()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw gone();
                    }
                    return answer;
                }));
    }

    /** Whose requests repeat each other: a key's that acts as one user are others than its own. */
    private String who() {
        Stamp.Actor actor = tenant.stamp().actor();
        return actor == null ? tenant.keyId().toString() : tenant.keyId() + "/" + actor.userId();
    }

    private Answer answer(RowSet<Row> rows) {
        for (Row row : rows) {
            if (!Arrays.equals(row.getBuffer(0).getBytes(), digest.getBytes())) {
                throw Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request")
                        .withField(IdempotencyKey.HEADER)
                        .exception();
            }
            return new Answer(row.getString(1), Buffer.buffer(row.getString(2)), true);
        }
        throw Problem.of(
                        ErrorCode.IN_PROGRESS,
                        "The request with this Idempotency-Key has just ended. Please repeat it.")
                .exception();
    }

    private static RuntimeException gone() {
        return Problem.of(
                        ErrorCode.STATE_CONFLICT,
                        "The record that the first request with this Idempotency-Key created is no longer there."
                                + " Use a new key to create another one.")
                .withField(IdempotencyKey.HEADER)
                .exception();
    }
}
