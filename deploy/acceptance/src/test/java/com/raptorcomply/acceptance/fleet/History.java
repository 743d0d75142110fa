package com.raptorcomply.acceptance.fleet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records all requests and responses on one clock, and checks the promise. Any thread. No request that started after a
 * change's receipt became effective has a response by the old rights, and no response is by rights that the key did not
 * have yet, or never had.
 */
final class History {
    /** A response. Times are of {@link System#nanoTime}. */
    record Answer(int key, String gateway, long startedNanos, long endedNanos, Outcome outcome, String said) {}

    private record Interval(long askedNanos, long effectiveNanos) {}

    private final Map<Integer, Integer> changeOfKey;
    private final Map<Integer, Interval> changes = new HashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);

    /**
     * Creates a history.
     *
     * @param changeOfKey the index of the change that each key undergoes
     */
    History(Map<Integer, Integer> changeOfKey) {
        this.changeOfKey = Map.copyOf(changeOfKey);
    }

    synchronized void answered(Answer answer) {
        answers.add(answer);
        counts.merge(answer.outcome(), 1L, Long::sum);
    }

    /** Records that a client is about to request a change. */
    synchronized void asked(int change, long nanos) {
        changes.putIfAbsent(change, new Interval(nanos, Long.MAX_VALUE));
    }

    /** Records a response that says that the change is effective. */
    synchronized void effective(int change, long nanos) {
        changes.computeIfPresent(
                change, (number, known) -> new Interval(known.askedNanos(), Math.min(known.effectiveNanos(), nanos)));
    }

    synchronized Map<Outcome, Long> counts() {
        return new EnumMap<>(counts);
    }

    /** Returns all violations in words, with the details for finding their cause. */
    synchronized List<String> violations() {
        List<String> found = new ArrayList<>();
        for (Answer answer : answers) {
            String fault = fault(answer, changeOfKey.get(answer.key()));
            if (fault != null) {
                found.add(fault + ": " + answer);
            }
        }
        return found;
    }

    private @Nullable String fault(Answer answer, @Nullable Integer change) {
        if (answer.outcome() == Outcome.WRONG) {
            return "Wrong";
        }
        Interval interval = change == null ? null : changes.get(change);
        if (answer.outcome() == Outcome.NEW_RIGHTS
                && (interval == null || answer.endedNanos() < interval.askedNanos())) {
            return "Too early";
        }
        if (answer.outcome() == Outcome.OLD_RIGHTS
                && interval != null
                && answer.startedNanos() > interval.effectiveNanos()) {
            long lateMicros = (answer.startedNanos() - interval.effectiveNanos()) / 1_000;
            return "Old rights " + lateMicros + " µs after change " + change + " was effective";
        }
        return null;
    }
}
