package com.raptorcomply.bench.services;

import com.raptorcomply.local.postgres.ServiceDatabase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Measures the time from the command line to readiness per service, and compares it with a JVM that only prints its
 * version.
 */
@Command(
        name = "start",
        description =
                "Each service from its start to being ready, as a ratio to 'java -version', and its memory at rest.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    private static final int REST_SECONDS = 3;
    private static final String JAVA = "java -version";

    @Mixin
    private Run run = new Run();

    @Mixin
    private Loads loads = new Loads();

    private final Map<String, Figures> millis = new LinkedHashMap<>();
    private final Map<String, Figures> processorMillis = new LinkedHashMap<>();
    private final Map<String, Figures> megabytes = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        try (Stand stand = Stand.open(run, null)) {
            ServiceDatabase keys = stand.database("keyservice", true);
            ServiceDatabase resources = stand.database("resources", true);
            // The first start of each service creates its tables and lists its classes. The second one archives the
            // classes for later starts.
            for (int round = -1; round <= loads.rounds; round++) {
                boolean counts = round > 0;
                java(counts);
                try (ServiceProcess keyservice = started(stand, "keyservice", Accounts.keyservice(keys), counts)) {
                    started(
                                    stand,
                                    "resources",
                                    Accounts.resources(resources, keyservice.url(), stand.file("files")),
                                    counts)
                            .close();
                    started(stand, "gateway", Accounts.gateway(keyservice.url()), counts)
                            .close();
                }
                run.progress().step(counts ? "Round " + round + " of " + loads.rounds : "First starts");
            }
        }
        run.publish("start", table());
        return 0;
    }

    private void java(boolean counts) {
        String java = System.getProperty("java.home") + "/bin/java";
        List<String> command = new ArrayList<>(Processors.SERVICE.prefix());
        command.addAll(List.of(java, "-version"));
        long begin = System.nanoTime();
        Shell.run(command);
        note(millis, JAVA, (System.nanoTime() - begin) / 1e6, counts);
    }

    private ServiceProcess started(Stand stand, String name, Map<String, Object> settings, boolean counts)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        ServiceProcess service = stand.service(name, name, settings);
        note(millis, name, (System.nanoTime() - begin) / 1e6, counts);
        note(processorMillis, name, ProcessorTime.of(service.handle()) * 1e3, counts);
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        note(megabytes, name, ProcessorTime.residentMegabytes(service.handle()), counts);
        return service;
    }

    private static void note(Map<String, Figures> figures, String name, double figure, boolean counts) {
        if (counts) {
            figures.computeIfAbsent(name, first -> new Figures()).add(figure);
        }
    }

    private List<String> table() {
        List<String> table = new ArrayList<>(List.of(
                "| | ms to ready (min–max) | to `java -version` | CPU ms | MB at rest |", "|---|---|---|---|---|"));
        Figures bare = millis.getOrDefault(JAVA, new Figures());
        millis.forEach((name, figures) -> table.add("| " + name + " | " + figures.show(0) + " | "
                + String.format(Locale.ROOT, "%.1f", figures.ratioTo(bare)) + " | "
                + processorMillis.getOrDefault(name, new Figures()).show(0) + " | "
                + megabytes.getOrDefault(name, new Figures()).show(0) + " |"));
        return table;
    }
}
