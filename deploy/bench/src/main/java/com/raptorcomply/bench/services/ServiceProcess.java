package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a service of the product, started as users start it, with its settings in a file. */
final class ServiceProcess implements AutoCloseable {
    private static final int READY_SECONDS_MAX = 60;
    private static final int STOP_SECONDS_MAX = 30;
    private static final long POLL_MILLIS = 2;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String name;
    private final Process process;
    private final int port;
    private final URI ready;
    private final Path log;

    private ServiceProcess(String name, Process process, int port, URI ready, Path log) {
        this.name = name;
        this.process = process;
        this.port = port;
        this.ready = ready;
        this.log = log;
    }

    /**
     * Starts {@code deploy/local/service NAME}, with its management port one above. Returns before the service is
     * ready.
     *
     * @param settings by dotted name
     */
    static ServiceProcess start(String name, int port, Map<String, Object> settings, String javaOptions, Path log) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("port", port);
        all.put("management.port", port + 1);
        Path file = log.resolveSibling(log.getFileName() + ".yaml");
        List<String> command = new ArrayList<>(Processors.SERVICE.prefix());
        command.addAll(List.of(home().resolve("deploy/local/service").toString(), name, "--config", file.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_OPTIONS", javaOptions);
        try {
            Files.writeString(file, nested(all).encode());
            URI ready = URI.create("http://127.0.0.1:" + (port + 1) + "/health/ready");
            return new ServiceProcess(name, builder.start(), port, ready, log);
        } catch (IOException e) {
            throw new LocalRunException("Could not start " + name, e);
        }
    }

    /** Starts a program of the benchmark with a service's Java options. Its first argument is the port. */
    static ServiceProcess java(Class<?> program, int port, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(Processors.SERVICE.prefix());
        command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx256m", "-XX:-UsePerfData", "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), program.getName(), "" + port));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            URI ready = URI.create("http://127.0.0.1:" + port + "/");
            return new ServiceProcess(program.getSimpleName(), builder.start(), port, ready, log);
        } catch (IOException e) {
            throw new LocalRunException("Could not start " + program, e);
        }
    }

    /** Returns the project's folder. */
    static Path home() {
        return Path.of(System.getProperty("raptorcomply.home", "."));
    }

    /** Waits until the process reports that it is ready. */
    ServiceProcess awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS_MAX);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new LocalRunException(name + " did not become ready:\n" + logged());
            }
            pause();
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Converts dotted names to nested objects; JSON is valid YAML. */
    private static JsonObject nested(Map<String, Object> settings) {
        JsonObject root = new JsonObject();
        settings.forEach((path, value) -> {
            String[] names = path.split("\\.", -1);
            JsonObject at = root;
            for (int i = 0; i < names.length - 1; i++) {
                at.getMap().computeIfAbsent(names[i], first -> new JsonObject());
                at = at.getJsonObject(names[i]);
            }
            at.put(names[names.length - 1], value);
        });
        return root;
    }

    private boolean isReady() {
        HttpRequest ask =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).build();
        try {
            return CLIENT.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted", e);
        }
    }

    private String logged() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted", e);
        }
    }
}
