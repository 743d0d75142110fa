package com.raptorcomply.gateway.observe;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts durations by fixed bounds. A timer of Micrometer also keeps a maximum of the last minutes, and reads the clock twice
 * for it; three of them for each request took three percent of the gateway's processor time. Any thread.
 */
final class DurationHistogram {
    private static final double NANOS_PER_SECOND = 1e9;

    /** The bounds in nanoseconds, inclusive: fine around a response from memory, and around those of an upstream. */
    private static final long[] BOUNDS = {
        250_000,
        500_000,
        1_000_000,
        2_000_000,
        4_000_000,
        8_000_000,
        16_000_000,
        32_000_000,
        64_000_000,
        128_000_000,
        256_000_000,
        500_000_000,
        1_000_000_000,
        2_500_000_000L,
        5_000_000_000L,
        10_000_000_000L
    };

    /** The same in seconds, and a last one for all that take longer. */
    private static final double[] SHOWN_BOUNDS = shownBounds();

    private final LongAdder[] counts = new LongAdder[SHOWN_BOUNDS.length];
    private final LongAdder nanos = new LongAdder();

    DurationHistogram() {
        Arrays.setAll(counts, bound -> new LongAdder());
    }

    private static double[] shownBounds() {
        double[] shown = Arrays.copyOf(
                Arrays.stream(BOUNDS)
                        .mapToDouble(bound -> bound / NANOS_PER_SECOND)
                        .toArray(),
                BOUNDS.length + 1);
        shown[BOUNDS.length] = Double.POSITIVE_INFINITY;
        return shown;
    }

    void record(long elapsedNanos) {
        int bound = 0;
        while (bound < BOUNDS.length && elapsedNanos > BOUNDS[bound]) {
            bound++;
        }
        counts[bound].increment();
        nanos.add(elapsedNanos);
    }

    HistogramDataPointSnapshot snapshot(Labels labels) {
        Number[] shown = Arrays.stream(counts).map(LongAdder::sum).toArray(Number[]::new);
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(SHOWN_BOUNDS, shown))
                .sum(nanos.sum() / NANOS_PER_SECOND)
                .build();
    }
}
