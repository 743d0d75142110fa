package com.raptorcomply.bench.services;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Collects one figure over the rounds. Not thread-safe. */
final class Figures {
    private final List<Double> rounds = new ArrayList<>();

    void add(double figure) {
        rounds.add(figure);
    }

    /** Returns the median; NaN without a round. */
    double median() {
        List<Double> sorted = rounds.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Returns the median, over common rounds, of this figure divided by the other. */
    double ratioTo(Figures other) {
        Figures ratios = new Figures();
        for (int i = 0; i < Math.min(rounds.size(), other.rounds.size()); i++) {
            ratios.add(rounds.get(i) / other.rounds.get(i));
        }
        return ratios.median();
    }

    /** Formats {@code median (min–max)}. */
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
