package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.local.Cluster;
import com.raptorcomply.local.Ports;
import com.raptorcomply.local.ServiceSettings;
import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.postgres.ServiceDatabase;
import com.raptorcomply.local.step.ShutdownStack;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs key service replicas and gateways as processes on one PostgreSQL. A {@link Link} leads from each gateway to each
 * replica and to its upstream, and from each replica to the database. Stops everything when closed, and when this JVM
 * ends.
 */
final class Fleet implements AutoCloseable {
    private static final String LOCALHOST = "127.0.0.1";
    private static final List<String> RESOURCES_OPTIONS =
            List.of("-Xmx200m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ShutdownStack started = new ShutdownStack();
    private final Thread atEnd = new Thread(this::end);
    private final Shape shape;
    private final Path directory;
    private final Vertx vertx;
    private final Secrets secrets;
    private final Cluster cluster;
    private final Map<String, Link> links = new HashMap<>();
    private final List<Member> replicas = new ArrayList<>();
    private final List<Member> gateways = new ArrayList<>();
    private final List<Member> others = new ArrayList<>();

    private Fleet(Path directory, Shape shape) {
        this.shape = shape;
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(atEnd);
        vertx = Vertx.vertx();
        started.add(() -> Await.result(vertx.close()));
        DataDirectory data = started.add(DataDirectory.open(directory));
        secrets = Secrets.of(data);
        cluster = Cluster.open(Optional.empty(), data, secrets, false, started);
    }

    /** Creates the databases and starts no service. */
    static Fleet prepare(Path directory, Shape shape) {
        return new Fleet(directory, shape);
    }

    /**
     * Returns the settings of a key service on this fleet's database with free ports, for filling it before the fleet
     * starts.
     */
    Map<String, Object> keyServiceSettings() {
        return keyService(new Ports(0, FreePort.find(), 0));
    }

    /** Returns the tag key of this fleet. */
    String tagKey() {
        return secrets.bytes("TAG_KEY_1");
    }

    ServiceDatabase keyServiceDatabase() {
        return cluster.keyservice();
    }

    /** Starts all processes and waits until each is ready. */
    void start() {
        for (int replica = 0; replica < shape.replicas(); replica++) {
            startReplica("keyservice-" + replica);
        }
        int upstream = shape.resources() ? startResources() : replicas.get(0).port();
        replicas.forEach(Member::awaitReady);
        for (int gateway = 0; gateway < shape.gateways(); gateway++) {
            startGateway("gateway-" + gateway, upstream);
        }
        members().forEach(Member::awaitReady);
    }

    Shape shape() {
        return shape;
    }

    Vertx vertx() {
        return vertx;
    }

    List<Member> replicas() {
        return replicas;
    }

    List<Member> gateways() {
        return gateways;
    }

    List<Member> members() {
        return Stream.of(replicas, others, gateways).flatMap(List::stream).toList();
    }

    EmbeddedServer database() {
        return cluster.embedded().orElseThrow();
    }

    /** Returns the links of a gateway to the replicas. */
    List<Link> links(Member gateway) {
        return replicas.stream()
                .map(replica -> links.get(gateway + " to " + replica))
                .toList();
    }

    /** Returns the link of a gateway to the resource service. */
    Link upstreamLink(Member gateway) {
        return Objects.requireNonNull(links.get(gateway + " to upstream"));
    }

    /** Returns the resource service. */
    Member resources() {
        return others.get(0);
    }

    /** Returns the link of a replica to the database. */
    Link databaseLink(Member replica) {
        return Objects.requireNonNull(links.get(replica + " to database"));
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atEnd);
    }

    private void end() {
        started.close();
    }

    private void startReplica(String name) {
        Link database = link(name + " to database", database().port());
        Map<String, Object> settings = keyService(new Ports(0, FreePort.find(), 0));
        settings.put("database.url", "postgresql://" + LOCALHOST + ":" + database.port() + "/keyservice");
        replicas.add(start(new Member(name, directory, "keyservice", shape.javaOptions(), settings)));
    }

    private Map<String, Object> keyService(Ports ports) {
        Map<String, Object> settings = new HashMap<>(of(ports).keyservice(cluster.keyservice()));
        settings.put("management.port", FreePort.find());
        settings.put("lease.term", shape.termMillis() + "ms");
        return settings;
    }

    private int startResources() {
        Ports ports = new Ports(0, 0, FreePort.find());
        List<String> urls =
                replicas.stream().map(replica -> url(replica.port())).toList();
        Map<String, Object> settings =
                new HashMap<>(of(ports).resources(cluster.resources(), urls.get(0), directory.resolve("files")));
        settings.put("keyservice.urls", urls);
        settings.put("management.port", FreePort.find());
        others.add(start(new Member("resources", directory, "resources", RESOURCES_OPTIONS, settings)));
        return ports.resources();
    }

    private void startGateway(String name, int upstream) {
        Ports ports = new Ports(FreePort.find(), 0, 0);
        List<String> urls = new ArrayList<>();
        for (int turn = 0; turn < replicas.size(); turn++) {
            Member replica = replicas.get((turn + gateways.size()) % replicas.size());
            urls.add(url(link(name + " to " + replica, replica.port()).port()));
        }
        Map<String, Object> settings = new HashMap<>(of(ports)
                .gateway(urls.get(0), url(link(name + " to upstream", upstream).port())));
        settings.put("id", name);
        settings.put("management.port", FreePort.find());
        settings.put("keyservice.urls", urls);
        settings.put("eventLoops", 1);
        settings.put("limits.badKeysPerAddress.requests", 1_000_000_000);
        settings.put("limits.key.requests", 1_000_000_000);
        settings.put("limits.organization.requests", 1_000_000_000);
        settings.putAll(shape.gatewaySettings());
        gateways.add(start(new Member(name, directory, "gateway", shape.javaOptions(), settings)));
    }

    private ServiceSettings of(Ports ports) {
        return new ServiceSettings(LOCALHOST, ports, secrets);
    }

    private Link link(String name, int target) {
        return links.computeIfAbsent(name, missing -> Link.to(vertx, name, target));
    }

    private Member start(Member member) {
        member.start();
        return started.add(member);
    }

    private static String url(int port) {
        return "http://" + LOCALHOST + ":" + port;
    }
}
