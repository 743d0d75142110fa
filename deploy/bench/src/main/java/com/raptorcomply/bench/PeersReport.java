package com.raptorcomply.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the table and the chart of one run of {@code deploy/bench/peers}: {@code PeersReport RESULTS.tsv FOLDER}. */
public final class PeersReport {
    private static final String REFERENCE = "nginx-lua";
    private static final String HEADING = """

            ### %s

            | gateway | CPU µs/request (min–max) | to nginx+Lua | requests/s | p50 ms | p99 ms | processor | failures | MB |
            |---|---|---|---|---|---|---|---|---|
            """;

    private final Map<String, List<Series>> loads;

    private PeersReport(Map<String, List<Series>> loads) {
        this.loads = loads;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: PeersReport RESULTS.tsv FOLDER");
            System.exit(2);
        }
        Path folder = Path.of(arguments[1]);
        PeersReport report = of(Files.readAllLines(Path.of(arguments[0])));
        String table = report.table();
        System.out.println(table);
        Files.writeString(folder.resolve("table.md"), table);
        Files.writeString(folder.resolve("cost.svg"), new CostChart(report.loads).svg());
        System.out.println("In " + folder + ": results.tsv, table.md, cost.svg");
    }

    /**
     * Parses the results.
     *
     * @param lines with a heading first
     */
    static PeersReport of(List<String> lines) {
        Map<String, Map<String, List<Measured>>> grouped = lines.stream()
                .skip(1)
                .map(Measured::of)
                .collect(Collectors.groupingBy(
                        Measured::load,
                        LinkedHashMap::new,
                        Collectors.groupingBy(Measured::gateway, LinkedHashMap::new, Collectors.toList())));
        Map<String, List<Series>> loads = new LinkedHashMap<>();
        grouped.forEach((load, gateways) -> {
            List<Series> series = new ArrayList<>();
            gateways.forEach((gateway, rounds) -> series.add(new Series(gateway, rounds)));
            loads.put(load, series);
        });
        return new PeersReport(loads);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        loads.forEach((load, gateways) -> {
            table.append(HEADING.formatted(load));
            gateways.forEach(gateway -> table.append(row(gateway, gateways)));
        });
        return table.toString();
    }

    private static String row(Series gateway, List<Series> all) {
        double ratio = all.stream()
                .filter(other -> other.gateway().equals(REFERENCE))
                .mapToDouble(reference -> gateway.ratioTo(reference, Measured::cpuMicros))
                .findFirst()
                .orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f (%.1f–%.1f) | %.2f | %.0f | %.2f | %.2f | %.2f | %.0f | %.0f |%n",
                gateway.gateway(),
                gateway.median(Measured::cpuMicros),
                gateway.min(Measured::cpuMicros),
                gateway.max(Measured::cpuMicros),
                ratio,
                gateway.median(Measured::requestsPerSecond),
                gateway.median(Measured::p50Millis),
                gateway.median(Measured::p99Millis),
                gateway.median(Measured::processor),
                gateway.max(Measured::bad),
                gateway.max(Measured::residentMb));
    }
}
