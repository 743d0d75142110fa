package com.raptorcomply.acceptance.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs Prometheus' promtool, which is found by the system property {@code promtool} or in {@code PATH}. */
final class Promtool {
    private final Path program;

    private Promtool(Path program) {
        this.program = program;
    }

    static Optional<Promtool> find() {
        return Stream.concat(
                        Optional.ofNullable(System.getProperty("promtool")).map(Path::of).stream(),
                        Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, "promtool")))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Promtool::new);
    }

    /** Runs it, and returns what it says after its status. */
    String say(Path folder, String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        try {
            Path given = Files.writeString(Files.createTempFile("promtool", ".txt"), input);
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(given.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            Files.delete(given);
            return status + "\n" + said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
