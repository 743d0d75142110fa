package com.raptorcomply.acceptance.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Records the durations of changes, as seen by clients and as in the receipts. Any thread. */
final class Receipts {
    private final List<Long> seenMicros = new ArrayList<>();
    private final List<Long> toldMillis = new ArrayList<>();
    private int repeats;
    private int pending;

    synchronized void add(Revoking.Done done, long micros) {
        seenMicros.add(micros);
        if (done.elapsedMillis() >= 0) {
            toldMillis.add(done.elapsedMillis());
        }
        repeats += done.repeats();
        pending += done.pending() ? 1 : 0;
    }

    synchronized int count() {
        return seenMicros.size();
    }

    /**
     * Returns a quantile of the durations that clients saw.
     *
     * @param part 0.5 for the median, 1 for the maximum
     */
    synchronized double seenMillis(double part) {
        return quantile(seenMicros, part) / 1_000.0;
    }

    synchronized long toldMillis(double part) {
        return quantile(toldMillis, part);
    }

    @Override
    public synchronized String toString() {
        return "%d receipts, %d after 202, %d repeats; seen p50 %.1f p99 %.1f max %.1f ms; told p50 %d p99 %d max %d ms"
                .formatted(
                        seenMicros.size(),
                        pending,
                        repeats,
                        seenMillis(0.5),
                        seenMillis(0.99),
                        seenMillis(1),
                        toldMillis(0.5),
                        toldMillis(0.99),
                        toldMillis(1));
    }

    private static long quantile(List<Long> of, double part) {
        if (of.isEmpty()) {
            return 0;
        }
        List<Long> sorted = new ArrayList<>(of);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(part * sorted.size()) - 1));
    }
}
