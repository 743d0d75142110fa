package com.raptorcomply.keyservice.dataservice;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.keyservice.stamp.StampSigner;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Issues the stamps that this replica sends to the data service. Its signing key is registered among the gateways'
 * keys, so the key set publishes it. The key expires by itself, because a replica that is gone cannot withdraw it. Safe
 * on any thread.
 */
final class ServiceStamps {
    static final Duration KEY_LIFE = Duration.ofHours(1);

    /** The time after which the key's expiry is extended. */
    private static final Duration KEY_RENEWAL = Duration.ofMinutes(20);

    private static final int STAMP_SECONDS = 30;
    private static final String ISSUER = "keyservice";
    private static final UUID NO_KEY = new UUID(0, 0);
    private static final String REGISTER = """
            INSERT INTO gateway_key (kid, public_key, expires_at) \
            VALUES ($1, $2, clock_timestamp() + interval '%1$d seconds') \
            ON CONFLICT (kid) DO UPDATE SET expires_at = clock_timestamp() + interval '%1$d seconds'""".formatted(KEY_LIFE.toSeconds());

    private final Pool pool;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final StampSigner signer = StampSigner.create(new SecureRandom());
    private volatile @Nullable Long registeredNanos;

    ServiceStamps(Pool pool, InstantSource clock, LongSupplier nanoTime) {
        this.pool = pool;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Returns a stamp that may read this organization's places. */
    Future<String> mint(UUID organizationId) {
        return register().map(registered -> signer.mint(stamp(organizationId)));
    }

    /** Registers the key again with the next stamp, because a restored database lacks it. */
    void forget() {
        registeredNanos = null;
    }

    private Future<Void> register() {
        Long before = registeredNanos;
        long begunNanos = nanoTime.getAsLong();
        if (before != null && begunNanos - before < KEY_RENEWAL.toNanos()) {
            return Future.succeededFuture();
        }
        return pool.preparedQuery(REGISTER)
                .execute(Tuple.of(signer.kid(), signer.publicKey().bytes()))
                .onSuccess(registered -> registeredNanos = begunNanos)
                .mapEmpty();
    }

    private Stamp stamp(UUID organizationId) {
        long now = clock.instant().getEpochSecond();
        return new Stamp(
                ISSUER,
                List.of(Stamp.AUDIENCE_RESOURCES),
                now,
                now + STAMP_SECONDS,
                organizationId,
                "",
                NO_KEY,
                "Key service",
                "organization",
                null,
                null,
                null,
                Reference.permissions(),
                List.of(),
                0);
    }
}
