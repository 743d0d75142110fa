package com.raptorcomply.bench.services;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how answers of the resource service take longer with more records, and for callers with restrictions. */
@Command(
        name = "scale",
        description = "The median time of the resource service's answers over one connection, with few and with many"
                + " assets, for callers with and without restrictions.",
        mixinStandardHelpOptions = true)
final class ScaleCommand implements Callable<Integer> {
    @Mixin
    private Run run = new Run();

    @Option(names = "--assets", split = ",", defaultValue = "1000,1000000", description = "(${DEFAULT-VALUE})")
    private List<Integer> counts = List.of();

    @Override
    public Integer call() throws IOException {
        List<ScaleRequest> requests = ScaleRequest.all();
        List<List<Figures>> measured = new ArrayList<>();
        Gateway gateway = new Gateway();
        try (Stand stand = Stand.open(run);
                KeySetServer keys = new KeySetServer(gateway.publicKey())) {
            for (int count : counts) {
                long begin = System.nanoTime();
                AssetDatabase assets = AssetDatabase.open(stand, count, gateway, keys);
                run.progress().step(count + " assets, made in " + (System.nanoTime() - begin) / 1_000_000_000 + " s");
                requests.forEach(request -> assets.load(request).warm(Math.max(1, run.warm / requests.size())));
                measured.add(requests.stream()
                        .map(request -> measure(assets, request))
                        .toList());
            }
        }
        run.publish("scale", table(requests, measured));
        return 0;
    }

    private Figures measure(AssetDatabase assets, ScaleRequest request) {
        Figures p50 = new Figures();
        for (int round = 0; round < run.rounds; round++) {
            p50.add(assets.load(request).run(run.seconds).p50Millis());
        }
        run.progress().step(request.name() + ", " + request.sees() + ": " + p50.show(2) + " ms");
        return p50;
    }

    /** The last ratio compares a restricted caller with one that sees all, at the greatest number of records. */
    private List<String> table(List<ScaleRequest> requests, List<List<Figures>> measured) {
        List<String> table = new ArrayList<>();
        StringBuilder head = new StringBuilder("| request | sees |");
        counts.forEach(count -> head.append(String.format(Locale.ROOT, " %,d assets, ms |", count)));
        table.add(head + " ratio | to all |");
        table.add("|---|---|" + "---|".repeat(counts.size()) + "---|---|");
        Figures all = new Figures();
        for (int i = 0; i < requests.size(); i++) {
            ScaleRequest request = requests.get(i);
            StringBuilder row = new StringBuilder("| " + request.name() + " | " + request.sees() + " |");
            int index = i;
            measured.forEach(figures ->
                    row.append(' ').append(figures.get(index).show(2)).append(" |"));
            Figures first = measured.get(0).get(i);
            Figures last = measured.get(measured.size() - 1).get(i);
            all = request.sight() == ScaleRequest.Sight.ALL ? last : all;
            table.add(row
                    + String.format(
                            Locale.ROOT,
                            " %.2f | %.2f |",
                            last.median() / first.median(),
                            last.median() / all.median()));
        }
        return table;
    }
}
