package com.raptorcomply.chassis.postgres;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Chooses the statements that the connections of a pool keep prepared: those that the service has named, else every text.
 * Never one that begins with {@link Postgres#ONCE}. A connection replaces no named statement by another, because they are at
 * most {@link #MAX}. Any thread.
 */
final class KeptStatements implements Predicate<String> {
    /** The most statements that a connection keeps prepared. */
    static final int MAX = 200;

    private volatile Set<String> named = Set.of();

    /**
     * Names all statements of the service. Those for one use count for nothing.
     *
     * @throws IllegalStateException if there are more than {@link #MAX}
     */
    void name(Collection<String> texts) {
        Set<String> kept =
                texts.stream().filter(text -> !text.startsWith(Postgres.ONCE)).collect(Collectors.toUnmodifiableSet());
        if (kept.size() > MAX) {
            throw new IllegalStateException(
                    "Connections would keep " + kept.size() + " statements prepared; the most are " + MAX);
        }
        named = kept;
    }

    @Override
    public boolean test(String text) {
        return !text.startsWith(Postgres.ONCE) && (named.isEmpty() || named.contains(text));
    }
}
