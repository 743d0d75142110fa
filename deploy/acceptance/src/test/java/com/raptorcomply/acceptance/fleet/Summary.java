package com.raptorcomply.acceptance.fleet;

import java.util.List;
import java.util.Map;

/** The result of a trial. */
record Summary(
        long seed,
        long seconds,
        String requests,
        Map<Outcome, Long> answers,
        Map<Faults.Kind, Integer> faults,
        Receipts receipts,
        List<String> violations) {
    private static final int SHOWN_MAX = 20;

    @Override
    public String toString() {
        return """
                seed %d, %d s
                requests   %s
                answers    %s
                faults     %s
                receipts   %s
                violations %d %s
                """.formatted(
                        seed,
                        seconds,
                        requests,
                        answers,
                        faults,
                        receipts,
                        violations.size(),
                        String.join("\n  ", violations.subList(0, Math.min(SHOWN_MAX, violations.size()))));
    }
}
