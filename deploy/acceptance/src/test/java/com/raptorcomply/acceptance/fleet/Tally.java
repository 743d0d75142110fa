package com.raptorcomply.acceptance.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Counts responses by kind, separately for requests that a fault may have affected: those in flight during one or
 * during the recovery time after it. Any thread.
 */
final class Tally {
    private static final int SHOWN_MAX = 10;

    private record Fault(long beginNanos, long endNanos) {}

    private final long recoveryNanos;
    private final Queue<Load.Answered> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> calm = new TreeMap<>();
    private final Map<String, Long> touched = new TreeMap<>();
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final List<String> failures = new ArrayList<>();

    Tally(long recoveryMillis) {
        recoveryNanos = TimeUnit.MILLISECONDS.toNanos(recoveryMillis);
    }

    void answered(Load.Answered answered) {
        answers.add(answered);
    }

    /** Records a fault that has ended. */
    synchronized void fault(long beginNanos, long endNanos) {
        faults.add(new Fault(beginNanos, endNanos + recoveryNanos));
    }

    /** Counts the responses until now. Not during a fault. */
    synchronized void count() {
        for (Load.Answered answer = answers.poll(); answer != null; answer = answers.poll()) {
            Load.Answered of = answer;
            boolean inFault = faults.stream()
                    .anyMatch(fault ->
                            of.endedNanos() - fault.beginNanos() >= 0 && of.startedNanos() - fault.endNanos() <= 0);
            String kind = "%s %s: %s".formatted(of.ask().method(), of.ask().path(), of.said());
            (inFault ? touched : calm).merge(kind, 1L, Long::sum);
            if (!inFault && !of.isRight()) {
                failures.add(kind);
            }
        }
    }

    /** Returns the unexpected responses without a fault. */
    synchronized List<String> failures() {
        return failures.size() <= SHOWN_MAX
                ? List.copyOf(failures)
                : List.of(failures.size() + " of them, as " + failures.subList(0, SHOWN_MAX));
    }

    /** Returns the number of unexpected responses without a fault. */
    synchronized int failed() {
        return failures.size();
    }

    synchronized long counted() {
        return calm.values().stream().mapToLong(Long::longValue).sum()
                + touched.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public synchronized String toString() {
        StringBuilder table = new StringBuilder();
        calm.forEach((kind, count) -> table.append("%9d  %s%n".formatted(count, kind)));
        table.append("while a fault was under way, or just over:%n".formatted());
        touched.forEach((kind, count) -> table.append("%9d  %s%n".formatted(count, kind)));
        return table.toString();
    }
}
