package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every measurement, and the output of its table. */
final class Run {
    @Option(names = "--rounds", defaultValue = "5", description = "Measurements of each, in turn (${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--seconds", defaultValue = "6", description = "Seconds of each measurement (${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm",
            defaultValue = "20",
            description = "Seconds of load before the first measurement (${DEFAULT-VALUE})")
    int warm;

    @Option(names = "--connections", defaultValue = "32", description = "Connections of the load (${DEFAULT-VALUE})")
    int connections;

    @Option(
            names = "--shared-buffers",
            defaultValue = "4GB",
            description = "PostgreSQL's shared_buffers (${DEFAULT-VALUE}; its manual advises a quarter of the memory)")
    String sharedBuffers = "4GB";

    @Option(
            names = "--out",
            defaultValue = "deploy/bench/target/services",
            description = "Directory for the tables (${DEFAULT-VALUE}), and for the databases during the run")
    Path out = Path.of("deploy/bench/target/services");

    @Option(
            names = "--java-options",
            defaultValue = "",
            description = "Additional Java options for the services, for example to record a profile")
    String javaOptions = "";

    private final Progress progress = new Progress(new PrintWriter(System.err, true, StandardCharsets.UTF_8));

    Progress progress() {
        return progress;
    }

    /** Prints the table and writes it to {@code NAME.md}. */
    void publish(String name, List<String> table) throws IOException {
        Files.createDirectories(out);
        Path file = out.resolve(name + ".md");
        Files.write(file, table);
        table.forEach(System.out::println);
        progress.step("In " + file);
    }
}
