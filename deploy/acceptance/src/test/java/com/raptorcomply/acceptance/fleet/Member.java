package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.whole.MainClass;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.local.SettingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs one service as a process that can be killed, paused and restarted on the same ports. One thread at a time. */
final class Member implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(2);
    private static final Duration UP_MAX = Duration.ofSeconds(90);

    private final String name;
    private final int port;
    private final int managementPort;
    private final List<String> command;
    private final Path output;
    private @Nullable Process process;
    private boolean paused;

    /**
     * Prepares a process.
     *
     * @param settings by dotted name, for the service's file
     */
    Member(String name, Path directory, String service, List<String> javaOptions, Map<String, Object> settings) {
        this.name = name;
        this.port = (Integer) Objects.requireNonNull(settings.get("port"));
        this.managementPort = (Integer) Objects.requireNonNull(settings.get("management.port"));
        this.output = directory.resolve(name + ".out");
        command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-XX:-UsePerfData", "-Djava.util.logging.config.file=/dev/null"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MainClass.of(service)));
        command.addAll(List.of("--config", SettingsFile.write(directory.resolve(name + ".yaml"), settings)));
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** Returns the process's id, which changes with a restart. */
    long pid() {
        return Objects.requireNonNull(process).pid();
    }

    void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Crashes the process with SIGKILL. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
            process = null;
            paused = false;
        }
    }

    /** Pauses the process with SIGSTOP; its connections stay open. */
    void pause() {
        signal("STOP");
        paused = true;
    }

    void resume() {
        if (paused) {
            signal("CONT");
            paused = false;
        }
    }

    void awaitReady() {
        Await.until(name + " is ready (see " + output + ")", UP_MAX, this::isReady);
    }

    boolean isReady() {
        try {
            return ask("/health/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns the sum of a metric over all tags that contain this text; 0 if there is none. */
    double meter(String meter, String tags) {
        try {
            return ask("/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.matches(meter + "[ {].*") && line.contains(tags))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return name;
    }

    private java.net.http.HttpResponse<String> ask(String path) throws IOException {
        HttpRequest question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .timeout(ANSWER_MAX)
                .build();
        try {
            return HTTP.send(question, BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null) {
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + running.pid())
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
