package com.raptorcomply.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one gateway under one load. Never empty. */
record Series(String gateway, List<Measured> rounds) {

    double median(ToDoubleFunction<Measured> figure) {
        return median(rounds.stream().mapToDouble(figure).sorted().toArray());
    }

    double min(ToDoubleFunction<Measured> figure) {
        return rounds.stream().mapToDouble(figure).min().orElseThrow();
    }

    double max(ToDoubleFunction<Measured> figure) {
        return rounds.stream().mapToDouble(figure).max().orElseThrow();
    }

    /**
     * Returns the median, over common rounds, of this gateway's figure divided by the other's; NaN without a common
     * round.
     */
    double ratioTo(Series other, ToDoubleFunction<Measured> figure) {
        return median(rounds.stream()
                .flatMap(mine -> other.rounds.stream()
                        .filter(theirs -> theirs.round() == mine.round())
                        .map(theirs -> figure.applyAsDouble(mine) / figure.applyAsDouble(theirs)))
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray());
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
