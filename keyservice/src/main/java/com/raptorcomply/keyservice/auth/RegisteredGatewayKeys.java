package com.raptorcomply.keyservice.auth;

import com.raptorcomply.chassis.service.CoalescedRead;
import com.raptorcomply.keyservice.stamp.StampKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches the gateways' stamp keys from the database. One query runs at a time and later callers share the next one, so
 * stamps with invented key ids keep at most one connection busy. Safe on any thread.
 */
public final class RegisteredGatewayKeys implements StampKeyCache {
    /** The largest number of keys that are read, newest first. */
    public static final int KEYS_MAX = 5_000;

    /** The age at which a cached key is no longer trusted, because the key may have ended with its gateway's row. */
    static final Duration TRUSTED = Duration.ofSeconds(60);

    private static final String READ = "SELECT public_key FROM gateway_key"
            + " WHERE expires_at IS NULL OR expires_at > now() ORDER BY registered_at DESC LIMIT " + KEYS_MAX;

    private final Pool pool;
    private final LongSupplier nanoTime;
    private final CoalescedRead reads = new CoalescedRead(this::read);
    private volatile Reading reading = new Reading(Map.of(), 0);

    private record Reading(Map<String, StampKey> keys, long begunNanos) {}

    public RegisteredGatewayKeys(Pool pool) {
        this(pool, System::nanoTime);
    }

    RegisteredGatewayKeys(Pool pool, LongSupplier nanoTime) {
        this.pool = pool;
        this.nanoTime = nanoTime;
    }

    @Override
    public @Nullable StampKey known(String kid) {
        Reading latest = reading;
        return nanoTime.getAsLong() - latest.begunNanos() < TRUSTED.toNanos()
                ? latest.keys().get(kid)
                : null;
    }

    @Override
    public Future<Void> refresh() {
        return reads.read();
    }

    private Future<Void> read() {
        long begunNanos = nanoTime.getAsLong();
        return pool.preparedQuery(READ).execute().map(rows -> keep(rows, begunNanos));
    }

    private @Nullable Void keep(RowSet<Row> rows, long begunNanos) {
        Map<String, StampKey> read = new HashMap<>();
        for (Row row : rows) {
            StampKey key = StampKey.of(row.getBuffer("public_key").getBytes());
            read.put(key.kid(), key);
        }
        reading = new Reading(Map.copyOf(read), begunNanos);
        return null;
    }

    /** Returns all keys as they are now. */
    public Future<Collection<StampKey>> current() {
        return refresh().map(read -> reading.keys().values());
    }

    /** Returns the time for which clients may cache the result of {@link #current}. */
    public static Duration keepFor() {
        return Duration.ofSeconds(5);
    }
}
