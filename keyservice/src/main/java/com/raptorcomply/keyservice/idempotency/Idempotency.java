package com.raptorcomply.keyservice.idempotency;

import com.raptorcomply.chassis.http.request.IdempotencyKey;
import com.raptorcomply.chassis.json.CanonicalJson;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.keyservice.auth.Actor;
import com.raptorcomply.keyservice.auth.Principal;
import com.raptorcomply.keyservice.http.ApiResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes a request safe to repeat by its {@code Idempotency-Key}, kept for each caller for {@link #HOURS}. The
 * transaction that does the work claims the row, so the second of two concurrent requests waits for the first and then
 * gets its response. Without the field nothing is claimed or stored.
 *
 * @param who the calling key or user
 * @param key null without the field
 * @param digest of what a repetition has in common with the first request
 */
public record Idempotency(String who, @Nullable String key, Buffer digest) {
    static final int HOURS = 24;

    /** Used for work without a request. */
    public static final Idempotency NONE = new Idempotency("", null, Buffer.buffer());

    private static final int PURGED_MAX = 100;
    private static final String CLAIM = """
            INSERT INTO idempotency AS i (caller, idempotency_key, request_digest) VALUES ($1, $2, $3) \
            ON CONFLICT (caller, idempotency_key) DO UPDATE SET request_digest = EXCLUDED.request_digest, \
            created_at = EXCLUDED.created_at, location = NULL, body = NULL \
            WHERE i.created_at < now() - interval '%d hours' RETURNING 1""".formatted(HOURS);
    private static final String STORE =
            "UPDATE idempotency SET location = $3, body = $4 WHERE caller = $1 AND idempotency_key = $2";
    private static final String PURGE = """
            DELETE FROM idempotency WHERE (caller, idempotency_key) IN (SELECT caller, idempotency_key FROM idempotency \
            WHERE created_at < now() - interval '%d hours' LIMIT %d FOR UPDATE SKIP LOCKED)""".formatted(HOURS, PURGED_MAX);
    private static final String TAKEN = """
            SELECT 1 FROM idempotency WHERE caller = $1 AND idempotency_key = $2 \
            AND created_at >= now() - interval '%d hours'""".formatted(HOURS);
    private static final String FIND =
            "SELECT request_digest, location, body FROM idempotency WHERE caller = $1 AND idempotency_key = $2";

    /** The response to the first of several equal requests. */
    public record FirstAnswer(String location, JsonObject body) {
        ApiResponse replayed(int status) {
            return ApiResponse.of(status, body).with("Location", location).with(IdempotencyKey.REPLAYED, "true");
        }
    }

    /** Signals that this request has been answered before; it rolls the second transaction back. */
    public static final class Repeated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Repeated() {
            super("Repeated", null, false, false);
        }
    }

    /** Returns the idempotency of this request; throws 400 for an invalid field. */
    public static Idempotency of(Principal caller, HttpServerRequest request, JsonObject body) {
        String key = IdempotencyKey.of(request).orElse(null);
        return key == null ? NONE : new Idempotency(who(caller), key, IdempotencyKey.digest(request, body));
    }

    /** Returns the idempotency of a form with an id of its own. */
    public static Idempotency of(Principal caller, String key, String path, JsonObject typed) {
        return new Idempotency(who(caller), key, Buffer.buffer(CanonicalJson.digest(path, typed)));
    }

    /** Fails with {@link Repeated} if the request has been answered before; claims nothing. */
    public Future<Void> requireFirst(Pool pool) {
        if (key == null) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(TAKEN)
                .execute(Tuple.of(who, key))
                .compose(rows -> rows.size() == 0 ? Future.succeededFuture() : Future.failedFuture(new Repeated()));
    }

    /**
     * Claims the key; fails with {@link Repeated} if it is taken. This must be the first statement of the transaction.
     */
    public Future<Void> claim(SqlConnection connection) {
        if (key == null) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(CLAIM)
                .execute(Tuple.of(who, key, digest))
                .compose(rows -> rows.size() == 1 ? Future.succeededFuture() : Future.failedFuture(new Repeated()));
    }

    /** Stores the response, which must contain no secret, with the claim, and deletes some expired ones. */
    public Future<Void> store(SqlConnection connection, String location, JsonObject body) {
        if (key == null) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(STORE)
                .execute(Tuple.of(who, key, location, body))
                .compose(stored -> connection.query(PURGE).execute())
                .mapEmpty();
    }

    /** Returns the first response; fails with 422 if that was for a different request. */
    public Future<FirstAnswer> firstAnswer(Pool pool) {
        return pool.preparedQuery(FIND).execute(Tuple.of(who, key)).map(this::firstAnswer);
    }

    /** Returns the id of what the first request has made; fails with 422 if that was a different request. */
    public Future<UUID> firstId(Pool pool) {
        return firstAnswer(pool).map(first -> UUID.fromString(first.body().getString("id")));
    }

    /**
     * Returns the response of the work, or the first response to a repeated request, without the secret it showed once.
     *
     * @param status of a successful response
     */
    public Future<ApiResponse> orReplayed(Pool pool, int status, Future<ApiResponse> done) {
        return done.recover(failure -> failure instanceof Repeated
                ? firstAnswer(pool).map(first -> first.replayed(status))
                : Future.failedFuture(failure));
    }

    private FirstAnswer firstAnswer(RowSet<Row> rows) {
        for (Row row : rows) {
            if (!Arrays.equals(row.getBuffer(0).getBytes(), digest.getBytes())) {
                throw Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key was used for another request")
                        .withField(IdempotencyKey.HEADER)
                        .exception();
            }
            return new FirstAnswer(row.getString(1), row.getJsonObject(2));
        }
        throw Problem.of(
                        ErrorCode.IN_PROGRESS,
                        "The request with this Idempotency-Key has just ended. Please repeat it.")
                .exception();
    }

    /** Returns the caller's identity. A key that acts as a user has another one than by itself. */
    private static String who(Principal caller) {
        if (caller.keyId() == null) {
            return "user/" + caller.userId();
        }
        Actor user = caller.actor().actingAs();
        return "key/" + caller.keyId() + (user == null ? "" : "/" + user.id());
    }
}
