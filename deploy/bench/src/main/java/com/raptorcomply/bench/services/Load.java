package com.raptorcomply.bench.services;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a wrk load: requests from a file, one per line as {@code METHOD path body}, sent in random order.
 *
 * @param url {@code http://host:port}
 * @param headers {@code Name: value}, on every request; bodies are JSON
 */
record Load(String url, List<String> headers, Path requests, int connections) {
    private static final Pattern FIGURES = Pattern.compile("figures (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)");

    /**
     * The result of a load.
     *
     * @param bad requests without a response or with one that is not 2xx
     */
    record Outcome(long answers, double seconds, double p50Millis, double p99Millis, long bad) {
        double perSecond() {
            return answers / seconds;
        }
    }

    /** Runs the load like {@link #run}, but accepts failures, because a cold service may fail requests. */
    void warm(int seconds) {
        ask(seconds);
    }

    /**
     * Runs the load.
     *
     * @throws LocalRunException if wrk is missing or requests fail
     */
    Outcome run(int seconds) {
        Outcome outcome = ask(seconds);
        if (outcome.bad > 0) {
            throw new LocalRunException(outcome.bad + " of " + outcome.answers + " requests to " + url + " failed");
        }
        return outcome;
    }

    private Outcome ask(int seconds) {
        List<String> command = new ArrayList<>(Processors.LOAD.prefix());
        command.addAll(
                List.of("wrk", "-t", "1", "-c", "" + connections, "-d", "" + seconds, "--timeout", "10", "--latency"));
        command.addAll(List.of("-H", "Content-Type: application/json"));
        headers.forEach(header -> command.addAll(List.of("-H", header)));
        command.addAll(List.of("-s", script().toString(), url, "--", requests.toString()));
        String output = Shell.run(command);
        Matcher figures = FIGURES.matcher(output);
        if (!figures.find()) {
            throw new LocalRunException("wrk printed no figures: " + output);
        }
        return new Outcome(
                Long.parseLong(figures.group(1)),
                Long.parseLong(figures.group(2)) / 1e6,
                Long.parseLong(figures.group(3)) / 1e3,
                Long.parseLong(figures.group(4)) / 1e3,
                Long.parseLong(figures.group(5)));
    }

    private Path script() {
        Path script = requests.resolveSibling("load.lua");
        try (InputStream source = Load.class.getResourceAsStream("/load/load.lua")) {
            if (source == null) {
                throw new IllegalStateException("load.lua is not on the class path");
            }
            Files.write(script, source.readAllBytes());
            return script;
        } catch (IOException e) {
            throw new LocalRunException("Could not write " + script, e);
        }
    }
}
