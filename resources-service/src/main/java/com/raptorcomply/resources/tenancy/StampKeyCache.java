package com.raptorcomply.resources.tenancy;

import com.raptorcomply.keyservice.stamp.StampKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Caches the public keys of the gateways, as the key service publishes them. It makes one fetch at a time, and at most
 * one per {@link #PAUSE}, however many unknown keys are used. Any thread.
 */
final class StampKeyCache {
    /** The time between the end of one fetch and the start of the next. */
    static final Duration PAUSE = Duration.ofMillis(500);
    /** The age from which each use of the keys also fetches them again. */
    static final Duration FRESH = Duration.ofSeconds(5);
    /** The age from which no key is trusted, because a gateway may have lost its lease meanwhile. */
    static final Duration TRUSTED = Duration.ofSeconds(60);

    private final Supplier<Future<List<StampKey>>> source;
    private final Function<Duration, Future<?>> pause;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Future<Void>> fetching = new AtomicReference<>();
    private volatile @Nullable Known known;
    private volatile @Nullable Long endedNanos;

    private record Known(Map<String, StampKey> keys, long fetchedNanos) {}

    /**
     * @param source fetches the published keys
     * @param pause completes after that time
     * @param nanoTime the monotonic clock in nanoseconds
     */
    StampKeyCache(Supplier<Future<List<StampKey>>> source, Function<Duration, Future<?>> pause, LongSupplier nanoTime) {
        this.source = source;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** Returns the key of that name; null if it is unknown or the keys are too old. */
    @Nullable
    StampKey find(String kid) {
        Known current = known;
        return current == null || age(current.fetchedNanos) >= TRUSTED.toNanos() ? null : current.keys.get(kid);
    }

    /** Starts a fetch if the keys are no longer fresh. The caller does not wait for it. */
    void keepFresh() {
        Known current = known;
        if (current == null || age(current.fetchedNanos) >= FRESH.toNanos()) {
            refresh();
        }
    }

    /**
     * Fetches the keys, or joins the fetch that is in flight or waits for the end of the pause. Fails if the fetch
     * fails.
     */
    Future<Void> refresh() {
        Promise<Void> promise = Promise.promise();
        Future<Void> underWay = fetching.compareAndExchange(null, promise.future());
        if (underWay != null) {
            return underWay;
        }
        rest().compose(rested -> fetch()).onComplete(result -> {
            endedNanos = nanoTime.getAsLong();
            fetching.set(null);
            if (result.succeeded()) {
                promise.complete();
            } else {
                promise.fail(result.cause());
            }
        });
        return promise.future();
    }

    private Future<?> rest() {
        Long ended = endedNanos;
        long restNanos = ended == null ? 0 : PAUSE.toNanos() - age(ended);
        return restNanos <= 0 ? Future.succeededFuture() : pause.apply(Duration.ofNanos(restNanos));
    }

    private Future<?> fetch() {
        long startNanos = nanoTime.getAsLong();
        return source.get().onSuccess(keys -> known = new Known(byName(keys), startNanos));
    }

    private static Map<String, StampKey> byName(List<StampKey> keys) {
        return keys.stream().collect(Collectors.toUnmodifiableMap(StampKey::kid, Function.identity(), (a, b) -> a));
    }

    private long age(long nanos) {
        return nanoTime.getAsLong() - nanos;
    }
}
