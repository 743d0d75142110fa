package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how answers of the resource service take longer with more records, and for callers with restrictions. */
@Command(
        name = "scale",
        description = "The median time of the resource service's answers over one connection, with few and with many"
                + " assets, for callers with and without restrictions. Prints each row when it is measured.",
        mixinStandardHelpOptions = true)
final class ScaleCommand implements Callable<Integer> {
    private static final String TABLE = "scale";
    private static final long WARM_MILLIS = 6_000;

    @Mixin
    private Run run = new Run();

    @Option(names = "--assets", split = ",", defaultValue = "1000,1000000", description = "(${DEFAULT-VALUE})")
    private List<Integer> counts = List.of();

    @Option(names = "--rows", split = ",", description = "Only rows whose names begin like one of these; default: all")
    private List<String> names = List.of();

    @Option(names = "--data", description = "Directory for the databases, which another run uses again")
    private @Nullable Path data;

    @Option(names = "--rounds", defaultValue = "3", description = "Measurements of a row, in turn (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--millis",
            defaultValue = "600",
            description = "Length of each measurement, in milliseconds (${DEFAULT-VALUE})")
    private long millis;

    /** Figures of callers who see all with the most assets, by what restricted callers are compared with. */
    private final Map<String, Figures> unrestricted = new HashMap<>();

    @Override
    public Integer call() throws IOException {
        List<ScaleRow> rows = chosen();
        Gateway gateway = new Gateway();
        try (Stand stand = Stand.open(run, data);
                KeySetServer keys = new KeySetServer(gateway.publicKey())) {
            List<AssetDatabase> databases = new ArrayList<>();
            for (int count : counts) {
                databases.add(AssetDatabase.open(run, stand, count, gateway, keys));
            }
            warm(databases);
            run.append(TABLE, true, heading());
            for (int i = 0; i < rows.size(); i++) {
                run.progress()
                        .step("Row " + (i + 1) + " of " + rows.size() + ": "
                                + rows.get(i).name());
                measure(rows.get(i), databases);
            }
        }
        return 0;
    }

    private List<ScaleRow> chosen() {
        List<ScaleRow> all = ScaleRow.all();
        for (String name : names) {
            if (all.stream().noneMatch(row -> row.name().startsWith(name))) {
                throw new LocalRunException("No row begins with '" + name + "'; there are "
                        + String.join(
                                "; ",
                                all.stream().map(ScaleRow::name).distinct().toList()));
            }
        }
        return all.stream()
                .filter(row -> names.isEmpty() || names.stream().anyMatch(row.name()::startsWith))
                .toList();
    }

    /** Lets the services compile what most requests need. */
    private void warm(List<AssetDatabase> databases) {
        Probe pages = Latency.of("/cyber-assets?limit=10");
        databases.forEach(assets -> pages.measure(assets, Sight.ALL, WARM_MILLIS));
    }

    /** Measures the databases in turn, round after round, so that a drift of the machine affects all equally. */
    private void measure(ScaleRow row, List<AssetDatabase> databases) throws IOException {
        Map<String, List<Figures>> figures = new LinkedHashMap<>();
        for (int round = 0; round < (row.isOnce() ? 1 : rounds); round++) {
            for (int at = 0; at < databases.size(); at++) {
                int place = at;
                row.probe()
                        .measure(databases.get(at), row.sight(), millis)
                        .forEach((name, value) -> figures.computeIfAbsent(name, first -> databases.stream()
                                        .map(each -> new Figures())
                                        .toList())
                                .get(place)
                                .add(value));
            }
        }
        List<String> lines = new ArrayList<>();
        figures.forEach((name, each) -> lines.add(line(row, row.name() + (name.isEmpty() ? "" : ": " + name), each)));
        run.append(TABLE, false, lines);
    }

    private List<String> heading() {
        StringBuilder head = new StringBuilder("| request, ms | sees |");
        counts.forEach(count -> head.append(String.format(Locale.ROOT, " %,d assets |", count)));
        return List.of(head + " ratio | to all |", "|---|---|" + "---|".repeat(counts.size()) + "---|---|");
    }

    /** The last ratio compares a restricted caller with one that sees all, at the greatest number of records. */
    private String line(ScaleRow row, String name, List<Figures> figures) {
        StringBuilder line = new StringBuilder("| " + name + " | " + row.sight().label() + " |");
        figures.forEach(each -> line.append(' ').append(each.show(2)).append(" |"));
        Figures most = figures.get(figures.size() - 1);
        if (row.sight() == Sight.ALL) {
            unrestricted.put(name, most);
        }
        Figures all = unrestricted.get(name);
        double toAll = all == null || row.sight() == Sight.ALL ? Double.NaN : most.median() / all.median();
        return line + " " + ratio(most.median() / figures.get(0).median()) + " | " + ratio(toAll) + " |";
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
