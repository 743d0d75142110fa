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
 * The public keys of the gateways, as the key service publishes them. One fetch at a time, at most one per
 * {@link #PAUSE}, however many unknown names come. Any thread.
 */
final class StampKeyCache {
    /** Between the end of one fetch and the start of the next. */
    static final Duration PAUSE = Duration.ofMillis(500);
    /** From this age on, a use of the keys also fetches them anew. */
    static final Duration FRESH = Duration.ofSeconds(5);
    /** From this age on, no key is believed: a gateway may have lost its lease meanwhile. */
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
     */
    StampKeyCache(Supplier<Future<List<StampKey>>> source, Function<Duration, Future<?>> pause, LongSupplier nanoTime) {
        this.source = source;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    /** The key of that name, or null if it is not known, or what is known has become too old. */
    @Nullable
    StampKey find(String kid) {
        Known current = known;
        return current == null || age(current.fetchedNanos) >= TRUSTED.toNanos() ? null : current.keys.get(kid);
    }

    /** Starts a fetch if the keys are no longer fresh; nobody waits for it. */
    void keepFresh() {
        Known current = known;
        if (current == null || age(current.fetchedNanos) >= FRESH.toNanos()) {
            refresh();
        }
    }

    /** Fetches the keys, or joins the fetch that is under way or waits for the end of the pause; fails if it fails. */
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
