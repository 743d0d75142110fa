package com.raptorcomply.chassis.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Counts the connections of one pool that are in use, and who waits for one. Vert.x finds it by the pool's name through
 * {@link PoolMetricsProvider}, because a pool tells its numbers only to the metrics of its Vert.x. Any thread.
 */
final class PoolCounts implements PoolMetrics<Long, Object> {
    private static final Map<String, PoolCounts> BY_NAME = new ConcurrentHashMap<>();
    private static final Object IN_USE = new Object();
    private static final Duration[] OBJECTIVES = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5)
    };

    private final String pool = UUID.randomUUID().toString();
    private final AtomicInteger used = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Timer waits;

    PoolCounts(MeterRegistry meters) {
        waits = Timer.builder("postgres.pool.wait")
                .description("Time that statements and transactions waited for a connection")
                .serviceLevelObjectives(OBJECTIVES)
                .register(meters);
        BY_NAME.put(pool, this);
    }

    /** Returns the counts of a pool; null for one that nobody counts. */
    static @Nullable PoolCounts of(String pool) {
        return BY_NAME.get(pool);
    }

    /** Returns the name that the pool must have. */
    String pool() {
        return pool;
    }

    /** Returns the number of connections in use. */
    int used() {
        return used.get();
    }

    /** Shows the numbers of a pool that has the name. */
    void show(MeterRegistry meters, Pool counted, int connectionsMax) {
        Gauge.builder("postgres.pool.connections", used, AtomicInteger::get)
                .description("Connections to the database")
                .tag("state", "used")
                .register(meters);
        Gauge.builder("postgres.pool.connections", () -> Math.max(0, counted.size() - used.get()))
                .description("Connections to the database")
                .tag("state", "idle")
                .register(meters);
        Gauge.builder("postgres.pool.limit", () -> connectionsMax)
                .description("The most connections to the database")
                .register(meters);
        Gauge.builder("postgres.pool.waiting", waiting, AtomicInteger::get)
                .description("Statements and transactions that wait for a connection")
                .register(meters);
    }

    /** Forgets the pool, after it has closed. */
    void forget() {
        BY_NAME.remove(pool);
    }

    @Override
    public Long enqueue() {
        waiting.incrementAndGet();
        return System.nanoTime();
    }

    @Override
    public void dequeue(Long enqueuedNanos) {
        waiting.decrementAndGet();
        waits.record(System.nanoTime() - enqueuedNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public Object begin() {
        used.incrementAndGet();
        return IN_USE;
    }

    @Override
    public void end(Object begun) {
        used.decrementAndGet();
    }
}
