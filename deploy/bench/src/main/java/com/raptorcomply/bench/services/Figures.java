package com.raptorcomply.bench.services;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One figure over the rounds. Not for several threads. */
final class Figures {
    private final List<Double> rounds = new ArrayList<>();

    void add(double figure) {
        rounds.add(figure);
    }

    /** NaN without a round. */
    double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median over the rounds of this beside the other in the same round. */
    double ratioTo(Figures other) {
        Figures ratios = new Figures();
        for (int i = 0; i < Math.min(rounds.size(), other.rounds.size()); i++) {
            ratios.add(rounds.get(i) / other.rounds.get(i));
        }
        return ratios.median();
    }

    /** {@code median (min–max)}. */
    String show(int digits) {
        String form = "%." + digits + "f";
        return rounds.isEmpty()
                ? "–"
                : String.format(
                        Locale.ROOT,
                        form + " (" + form + "–" + form + ")",
                        median(),
                        Collections.min(rounds),
                        Collections.max(rounds));
    }
}
