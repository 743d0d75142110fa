package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.architecture.Sources;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Runs Prometheus and its Alertmanager over a fleet, with the rules that the project ships. Times are shortened: scrapes
 * come each second, and windows and waits of the alerts are seconds. One thread.
 */
final class Monitoring implements AutoCloseable {
    private static final int STARTING = 503;
    private static final Duration UP_MAX = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePort.find();
    private final int alertsPort = FreePort.find();
    private final List<Process> processes = new ArrayList<>();

    /** @param programs the folder with {@code prometheus} and {@code prometheus-alertmanager} */
    Monitoring(Path programs, Path folder, Fleet fleet) {
        try {
            Path own = Files.createDirectories(folder.resolve("monitoring"));
            Path shipped = Sources.root().resolve("deploy/prometheus");
            Files.createDirectories(own.resolve("rules"));
            for (String rules : List.of("recording.yml", "alerts.yml")) {
                Files.writeString(
                        own.resolve("rules").resolve(rules),
                        shortened(Files.readString(shipped.resolve("rules").resolve(rules))));
            }
            Files.copy(shipped.resolve("alertmanager.yml"), own.resolve("alertmanager.yml"));
            Files.writeString(own.resolve("prometheus.yml"), configuration(fleet));
            run(
                    own,
                    programs.resolve("prometheus-alertmanager").toString(),
                    "--config.file=alertmanager.yml",
                    "--storage.path=alerts",
                    "--cluster.listen-address=",
                    "--web.listen-address=127.0.0.1:" + alertsPort);
            run(
                    own,
                    programs.resolve("prometheus").toString(),
                    "--config.file=prometheus.yml",
                    "--storage.tsdb.path=data",
                    "--web.listen-address=127.0.0.1:" + port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Await.until("Prometheus scrapes", UP_MAX, this::isUp);
    }

    /** Returns the result of a query: its series, or the error. */
    JsonObject query(String text) {
        return get(port, "/api/v1/query?query=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    /** Returns the names of the alerts that fire. */
    Set<String> firing() {
        JsonArray alerts = get(port, "/api/v1/alerts").getJsonObject("data").getJsonArray("alerts");
        return alerts.stream()
                .map(JsonObject.class::cast)
                .filter(alert -> alert.getString("state").equals("firing"))
                .map(alert -> alert.getJsonObject("labels").getString("alertname"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns true if the Alertmanager has got the alert. */
    boolean hasReached(String alert) {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alertsPort + "/api/v2/alerts"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body()
                    .contains("\"alertname\":\"" + alert + "\"");
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        processes.forEach(process -> process.destroyForcibly().onExit().join());
    }

    private boolean isUp() {
        try {
            return !query("up == 1")
                    .getJsonObject("data")
                    .getJsonArray("result")
                    .isEmpty();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static String shortened(String rules) {
        return rules.replaceAll("for: [1-9]\\d*[smh]", "for: 2s")
                .replace("[5m]", "[20s]")
                .replace("[15m]", "[30s]")
                .replace("[1h]", "[1m]");
    }

    private String configuration(Fleet fleet) {
        return """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules/*.yml]
                alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%d"]}]}]}
                scrape_configs:
                  - {job_name: gateway, static_configs: [{targets: %s}]}
                  - {job_name: keyservice, static_configs: [{targets: %s}]}
                  - {job_name: resources, static_configs: [{targets: %s}]}
                """.formatted(
                alertsPort, targets(fleet.gateways()), targets(fleet.replicas()), targets(List.of(fleet.resources())));
    }

    private static String targets(List<Member> members) {
        return members.stream()
                .map(member -> "\"127.0.0.1:" + member.managementPort() + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void run(Path folder, String... command) throws IOException {
        processes.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".out")
                        .toFile())
                .start());
    }

    private JsonObject get(int at, String path) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() == STARTING) {
                throw new IOException("It is starting");
            }
            return new JsonObject(response.body());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
