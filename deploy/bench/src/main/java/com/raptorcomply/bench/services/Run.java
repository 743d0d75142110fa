package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What every measurement may be told, and where its table goes. */
final class Run {
    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each is measured, in turn (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "6", description = "For each measurement (${DEFAULT-VALUE})")
    int seconds;

    @Option(names = "--warm", defaultValue = "20", description = "Seconds of load before the first (${DEFAULT-VALUE})")
    int warm;

    @Option(names = "--connections", defaultValue = "32", description = "Of the load (${DEFAULT-VALUE})")
    int connections;

    @Option(
            names = "--shared-buffers",
            defaultValue = "4GB",
            description = "PostgreSQL's shared_buffers (${DEFAULT-VALUE}; its manual advises a quarter of the memory)")
    String sharedBuffers = "4GB";

    @Option(
            names = "--out",
            defaultValue = "deploy/bench/target/services",
            description = "Where the tables go (${DEFAULT-VALUE}); the databases are below it while it runs")
    Path out = Path.of("deploy/bench/target/services");

    @Option(names = "--java-options", defaultValue = "", description = "For the services, such as to record a profile")
    String javaOptions = "";

    private final Progress progress = new Progress(new PrintWriter(System.err, true, StandardCharsets.UTF_8));

    Progress progress() {
        return progress;
    }

    /** Prints the table and keeps it as {@code NAME.md}. */
    void publish(String name, List<String> table) throws IOException {
        Files.createDirectories(out);
        Path file = out.resolve(name + ".md");
        Files.write(file, table);
        table.forEach(System.out::println);
        progress.step("In " + file);
    }
}
