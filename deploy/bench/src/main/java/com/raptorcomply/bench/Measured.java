package com.raptorcomply.bench;

import java.util.List;

/**
 * The measurement of one gateway under one load in one round.
 *
 * @param requestsPerSecond that got a response
 * @param cpuMicros of the gateway per request
 * @param processor the part of one processor that the gateway used, 1 for all of it
 * @param bad requests without a response or with one that is not 2xx
 */
record Measured(
        String load,
        String gateway,
        int round,
        double requestsPerSecond,
        double cpuMicros,
        double processor,
        double p50Millis,
        double p99Millis,
        long bad,
        int residentMb) {
    private static final int COLUMNS = 10;

    /**
     * Parses a line of the file that deploy/bench/peers writes.
     *
     * @throws IllegalArgumentException if the line is not one of that file
     */
    static Measured of(String line) {
        List<String> columns = List.of(line.split("\t"));
        if (columns.size() != COLUMNS) {
            throw new IllegalArgumentException("Not a line of " + COLUMNS + " columns: " + line);
        }
        return new Measured(
                columns.get(0),
                columns.get(1),
                Integer.parseInt(columns.get(2)),
                Double.parseDouble(columns.get(3)),
                Double.parseDouble(columns.get(4)),
                Double.parseDouble(columns.get(5)),
                Double.parseDouble(columns.get(6)),
                Double.parseDouble(columns.get(7)),
                Long.parseLong(columns.get(8)),
                Integer.parseInt(columns.get(9)));
    }
}
