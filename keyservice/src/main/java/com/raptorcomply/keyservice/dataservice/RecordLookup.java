package com.raptorcomply.keyservice.dataservice;

import com.raptorcomply.chassis.breaker.CircuitBreaker;
import com.raptorcomply.chassis.failure.FailureReason;
import com.raptorcomply.chassis.log.LogKeys;
import com.raptorcomply.chassis.problem.ErrorCode;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.tls.Tls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks records up at the data service: whether they exist, how they are named, which a search finds. A look-up takes {@link #LOOKUP_MAX} at most. A {@link
 * CircuitBreaker} spares a failing data service, so that a change fails soon and blocks no other request. Safe on any
 * thread.
 */
public final class RecordLookup {
    static final Duration LOOKUP_MAX = Duration.ofSeconds(5);

    /** The largest number of concurrent look-ups; more fail with 503. */
    private static final int LOOKUPS_MAX = 16;

    /** The largest number of concurrent requests of one look-up. */
    private static final int REQUESTS_EACH_MAX = 4;

    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(RecordLookup.class);

    /** Failures in a row that open the breaker, and the time until one request tries again. */
    private static final int FAILURES_MAX = 3;

    private static final Duration OPEN = Duration.ofSeconds(5);

    private final ServiceStamps stamps;
    private final DataServiceClient client;
    private final CircuitBreaker breaker = new CircuitBreaker(FAILURES_MAX, OPEN.toMillis(), OPEN.toMillis(), 1);
    private final AtomicInteger lookups = new AtomicInteger();

    /**
     * Creates a look-up at these replicas of the data service.
     *
     * @param tls the key service's client certificate and trust; null: no TLS
     */
    public RecordLookup(Vertx vertx, Pool pool, List<URI> dataServices, @Nullable Tls tls, InstantSource clock) {
        this.stamps = new ServiceStamps(pool, clock, System::nanoTime);
        this.client = new DataServiceClient(vertx, dataServices, tls, LOOKUPS_MAX * REQUESTS_EACH_MAX);
    }

    /** Returns the records that the organization does not have; fails with 503 if the data service does not respond. */
    public Future<Set<Reference>> missing(UUID organizationId, Collection<Reference> records) {
        return each(organizationId, records, (record, stamp) -> client.exists(record, stamp)
                        .map(exists -> exists ? Optional.of(record) : Optional.empty()))
                .map(found -> {
                    Set<Reference> missing = new HashSet<>(records);
                    missing.removeAll(found.keySet());
                    return missing;
                });
    }

    /**
     * Returns the names of these records, without those that the organization does not have; fails with 503 if the data
     * service does not respond.
     */
    public Future<Map<Reference, String>> names(UUID organizationId, Collection<Reference> records) {
        return each(organizationId, records, (record, stamp) -> client.read(record, stamp)
                .map(found -> found.map(fields ->
                        fields.getString(record.kind().nameField(), record.id().toString()))));
    }

    /** Returns the organization's records of a kind that a search finds; fails with 503 if the data service does not respond. */
    public Future<JsonArray> search(UUID organizationId, Reference.Kind kind, String words, int limit) {
        return lookUp(organizationId, stamp -> client.list(Reference.search(kind, words, limit), stamp));
    }

    public Future<Void> close() {
        return client.close();
    }

    /** Asks for each record, and returns what was found, by record. */
    private <T> Future<Map<Reference, T>> each(
            UUID organizationId,
            Collection<Reference> records,
            BiFunction<Reference, String, Future<Optional<T>>> ask) {
        if (records.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        List<Reference> once = List.copyOf(new HashSet<>(records));
        Map<Reference, T> found = new ConcurrentHashMap<>();
        return lookUp(organizationId, stamp -> {
                    List<Future<Void>> rows = IntStream.range(0, Math.min(REQUESTS_EACH_MAX, once.size()))
                            .mapToObj(row -> askFrom(row, once, record -> ask.apply(record, stamp)
                                    .onSuccess(result -> result.ifPresent(value -> found.put(record, value)))))
                            .toList();
                    return Future.all(rows);
                })
                .map(found);
    }

    /** Asks for this record and then each {@link #REQUESTS_EACH_MAX}th one after it. */
    private static Future<Void> askFrom(int index, List<Reference> records, Function<Reference, Future<?>> ask) {
        return index >= records.size()
                ? Future.succeededFuture()
                : ask.apply(records.get(index)).compose(done -> askFrom(index + REQUESTS_EACH_MAX, records, ask));
    }

    private <T> Future<T> lookUp(UUID organizationId, Function<String, Future<T>> ask) {
        if (!breaker.admits(System.nanoTime())) {
            return Future.failedFuture(unavailable());
        }
        if (lookups.incrementAndGet() > LOOKUPS_MAX) {
            lookups.decrementAndGet();
            return Future.failedFuture(unavailable());
        }
        return stamps.mint(organizationId)
                .compose(stamp -> lookUp(stamp, ask))
                .onComplete(done -> lookups.decrementAndGet());
    }

    private <T> Future<T> lookUp(String stamp, Function<String, Future<T>> ask) {
        int ticket = breaker.take(System.nanoTime());
        if (ticket == CircuitBreaker.REFUSED) {
            return Future.failedFuture(unavailable());
        }
        return ask.apply(stamp)
                .timeout(LOOKUP_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .onSuccess(done -> breaker.succeeded(ticket))
                .recover(failure -> {
                    breaker.failed(ticket, System.nanoTime());
                    stamps.forget();
                    LOG.atWarn()
                            .addKeyValue(LogKeys.REASON, FailureReason.of(failure))
                            .log("Looking up places at the data service failed");
                    return Future.failedFuture(unavailable());
                });
    }

    private static ProblemException unavailable() {
        return Problem.retryable(
                        ErrorCode.DEPENDENCY_UNAVAILABLE,
                        "The places cannot be looked up now. Please try again later.",
                        RETRY_AFTER_SECONDS)
                .exception();
    }
}
