package com.raptorcomply.acceptance.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the resources of each process before, during (maximum) and after a test. */
final class Gauges {
    /** The tolerated growth of the heap, as a part of it and in addition. */
    private static final double HEAP_MORE = 0.25;

    private static final long HEAP_MORE_BYTES = 8_000_000;
    private static final int DESCRIPTORS_MORE = 16;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(100);
    private static final long LOOK_EVERY_MILLIS = 5_000;

    /** The tolerance in words, for the report. */
    static final String TOLERANCE =
            "back within 100 s to at most 1.25 times the heap and 8 MB, and 16 descriptors more";

    private final List<Member> members;
    private final Map<Member, Gauge> before;
    private final Map<Member, Gauge> during = new LinkedHashMap<>();
    private Map<Member, Gauge> after = Map.of();

    private Gauges(List<Member> members) {
        this.members = members;
        this.before = settled();
    }

    static Gauges before(Fleet fleet) {
        return new Gauges(fleet.members());
    }

    void during() {
        measure().forEach((member, gauge) -> during.merge(member, gauge, Gauge::max));
    }

    /** Waits until all processes are at their level from before, or until a time-out. Returns those that hold more. */
    List<String> after() {
        long deadline = System.nanoTime() + BACK_WITHIN.toNanos();
        after = measure();
        while (!holdMore().isEmpty() && System.nanoTime() < deadline) {
            Waits.pause(LOOK_EVERY_MILLIS);
            after = measure();
        }
        return holdMore();
    }

    /** Measures after idle connections have been closed. */
    private Map<Member, Gauge> settled() {
        long deadline = System.nanoTime() + BACK_WITHIN.toNanos();
        Map<Member, Gauge> last = measure();
        while (System.nanoTime() < deadline) {
            Waits.pause(LOOK_EVERY_MILLIS);
            Map<Member, Gauge> now = measure();
            if (descriptors(now) >= descriptors(last)) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private static long descriptors(Map<Member, Gauge> gauges) {
        return gauges.values().stream().mapToLong(Gauge::descriptors).sum();
    }

    private List<String> holdMore() {
        List<String> more = new ArrayList<>();
        after.forEach((member, gauge) -> {
            Gauge was = before.getOrDefault(member, Gauge.NOTHING);
            if (gauge.heapBytes() > was.heapBytes() * (1 + HEAP_MORE) + HEAP_MORE_BYTES) {
                more.add(member + " holds more heap than before");
            }
            if (gauge.descriptors() > was.descriptors() + DESCRIPTORS_MORE) {
                more.add(member + " holds more descriptors than before");
            }
        });
        return more;
    }

    private Map<Member, Gauge> measure() {
        Map<Member, Gauge> gauges = new LinkedHashMap<>();
        members.forEach(member -> gauges.put(member, Gauge.of(member)));
        return gauges;
    }

    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("%-14s %-23s %-23s %-23s%n"
                .formatted("heap, resident, descriptors", "     before", "at most during", "      after"));
        members.forEach(member -> table.append("%-27s %s   %s   %s%n"
                .formatted(
                        member,
                        before.get(member),
                        during.getOrDefault(member, Gauge.NOTHING),
                        after.getOrDefault(member, Gauge.NOTHING))));
        return table.toString();
    }
}
