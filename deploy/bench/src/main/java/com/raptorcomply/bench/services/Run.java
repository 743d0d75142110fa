package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of every measurement, but for its length, and the output of its table. */
final class Run {
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

    /** Prints lines of a table and adds them to a file; the first ones begin it. */
    void append(String name, boolean isFirst, List<String> lines) throws IOException {
        Files.createDirectories(out);
        Files.write(
                out.resolve(name + ".md"),
                lines,
                StandardOpenOption.CREATE,
                isFirst ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
        lines.forEach(System.out::println);
    }

    /** Prints the table and writes it to {@code NAME.md}. */
    void publish(String name, List<String> table) throws IOException {
        append(name, true, table);
        progress.step("In " + out.resolve(name + ".md"));
    }
}
