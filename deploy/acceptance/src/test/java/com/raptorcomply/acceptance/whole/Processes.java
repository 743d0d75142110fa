package com.raptorcomply.acceptance.whole;

import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.local.Cluster;
import com.raptorcomply.local.Ports;
import com.raptorcomply.local.ServiceSettings;
import com.raptorcomply.local.SettingsFile;
import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.step.ShutdownStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the three services as processes, with their own entry points and settings files, on the demo data. */
public final class Processes implements AutoCloseable {
    private static final int END_SECONDS_MAX = 60;
    private static final String LOCALHOST = "127.0.0.1";

    private final Path directory;
    private final ShutdownStack started = new ShutdownStack();
    private final Map<String, Process> running = new LinkedHashMap<>();
    private final Ports ports = new Ports(FreePort.find(), FreePort.find(), FreePort.find());
    private final Secrets secrets;
    private final Cluster cluster;

    private Processes(Path directory) {
        this.directory = directory;
        DataDirectory data = started.add(DataDirectory.open(directory));
        secrets = Secrets.of(data);
        cluster = Cluster.open(Optional.empty(), data, secrets, false, started);
    }

    /** Creates the demo data and starts the database, but no service. */
    public static Processes prepare(Path directory) {
        Whole.start(directory).close();
        return new Processes(directory);
    }

    public EmbeddedServer database() {
        return cluster.embedded().orElseThrow();
    }

    /** Starts the three processes without waiting until they are ready. */
    public void startAll() throws IOException {
        ServiceSettings settings = new ServiceSettings(LOCALHOST, ports, secrets);
        String keyservice = settings.url(ports.keyservice());
        start("keyservice", "keyservice", settings.keyservice(cluster.keyservice()));
        startResources(Map.of());
        start("gateway", "gateway", settings.gateway(keyservice, settings.url(ports.resources())));
    }

    /** Starts the resource service with more settings, without waiting until it is ready. */
    public void startResources(Map<String, Object> more) throws IOException {
        ServiceSettings settings = new ServiceSettings(LOCALHOST, ports, secrets);
        String keyservice = settings.url(ports.keyservice());
        Map<String, Object> all = new HashMap<>(settings.resources(cluster.resources(), keyservice, files()));
        all.putAll(more);
        start("resources-service", "resources", all);
    }

    /** Returns the running process of a service. */
    public Process process(String service) {
        return Objects.requireNonNull(running.get(service));
    }

    /** Returns the directory of uploaded files. */
    public Path files() {
        return directory.resolve("files");
    }

    public Client management(String service) {
        int port =
                switch (service) {
                    case "gateway" -> ports.gateway();
                    case "keyservice" -> ports.keyservice();
                    default -> ports.resources();
                };
        return new Client("http://" + LOCALHOST + ":" + Ports.managementOf(port), "");
    }

    /** Returns a client of the gateway with a key of the demo, by its name in demo.env. */
    public Client client(String keyName) {
        return new Client("http://" + LOCALHOST + ":" + ports.gateway(), secrets.kept(keyName));
    }

    /** Sends SIGTERM to each process, the gateway first, and returns their exit statuses. */
    public Map<String, Integer> endAll() throws InterruptedException {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        for (String service : new String[] {"gateway", "resources-service", "keyservice"}) {
            Process process = running.get(service);
            if (process != null) {
                process.destroy();
                boolean ended = process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
                statuses.put(service, ended ? process.exitValue() : -1);
            }
        }
        return statuses;
    }

    @Override
    public void close() {
        running.values().forEach(Process::destroyForcibly);
        started.close();
    }

    private void start(String service, String name, Map<String, Object> settings) throws IOException {
        String file = SettingsFile.write(directory.resolve(service + ".yaml"), settings);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MainClass.of(name),
                        "--config",
                        file)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(service + ".out").toFile())
                .start();
        running.put(service, process);
    }
}
