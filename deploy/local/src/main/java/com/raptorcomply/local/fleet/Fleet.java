package com.raptorcomply.local.fleet;

import com.raptorcomply.chassis.command.OperatorCommands;
import com.raptorcomply.keyservice.cli.KeyServiceCommands;
import com.raptorcomply.local.Cluster;
import com.raptorcomply.local.DevelopmentAuthority;
import com.raptorcomply.local.Ports;
import com.raptorcomply.local.ServiceSettings;
import com.raptorcomply.local.Services;
import com.raptorcomply.local.demo.Demo;
import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.DemoEnvironment;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.postgres.DatabaseNode;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.step.LocalRunException;
import com.raptorcomply.local.step.Progress;
import com.raptorcomply.local.step.ShutdownStack;
import com.raptorcomply.resources.cli.ResourcesCommands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Starts, kills and restarts the members of a fleet. One process at a time, which holds the lock of the directory. */
final class Fleet {
    /** Fits seven JVMs into two gigabytes; the collector and the sizes differ from those of {@code deploy/local/service}. */
    private static final String JAVA_OPTIONS = "-XX:-UseParallelGC -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
            + " -Xms32m -Xmx112m -Xmn24m -XX:MaxDirectMemorySize=96m -XX:MetaspaceSize=64m";

    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(90);
    private static final int READY_MILLIS_MAX = 300_000;
    private static final int USE_MILLIS_MAX = 120_000;
    private static final int PAUSE_MILLIS = 100;
    /** The gateways' health checks are as often, and a scrape of their meters takes processor from the traffic. */
    private static final int USE_PAUSE_MILLIS = 500;

    /** Services whose certificates {@link #certificates} makes. */
    private static final List<String> WITH_CERTIFICATES = MemberSettings.services();

    private final Path home;
    private final DataDirectory data;
    private final Layout layout;
    private final Secrets secrets;
    private final FleetDatabase database;
    private final Balancer balancer;
    private final Progress progress;

    /** @param home the project's folder, with {@code deploy/local/service} and {@code deploy/haproxy} */
    Fleet(Path home, DataDirectory data, Layout layout, Progress progress) {
        this.home = home;
        this.data = data;
        this.layout = layout;
        this.progress = progress;
        secrets = Secrets.of(data);
        database = new FleetDatabase(layout, secrets.password("DATABASE_SUPERUSER_PASSWORD"));
        balancer = new Balancer(layout, home.resolve("deploy/haproxy"));
    }

    Layout layout() {
        return layout;
    }

    FleetDatabase database() {
        return database;
    }

    Balancer balancer() {
        return balancer;
    }

    Progress progress() {
        return progress;
    }

    Secrets secrets() {
        return secrets;
    }

    /** Starts what is not running, in order, and waits until each service is ready. */
    void up() {
        if (layout.resolve("").toString().matches(".*[\\s'\"%\\\\].*")) {
            throw new LocalRunException("The directory of a fleet may have no space, quote or percent sign in its name,"
                    + " because it stands in commands of PostgreSQL and HAProxy: choose another --data");
        }
        certificates(false);
        database.startPrimary();
        Demo demo = new Demo(secrets);
        if (!demo.isSeeded()) {
            seed(demo);
        }
        database.startStandby();
        progress.step("PostgreSQL: " + layout.primary() + ", followed by " + layout.standby());
        if (!balancer.member().isRunning()) {
            balancer.start();
        }
        progress.step("HAProxy");
        Layout.services().stream().filter(name -> !member(name).isRunning()).forEach(name -> start(name, home));
        Layout.services().forEach(this::awaitReady);
        environment(demo).writeTo(data);
        progress.step("All services are ready");
    }

    /** Stops everything, all services at once. Keys and data stay. */
    void down() {
        Layout.services().forEach(name -> member(name).beginStop());
        Layout.services().forEach(name -> member(name).stop());
        balancer.member().stop();
        Stream.of(layout.primary(), layout.standby())
                .map(database::node)
                .filter(DatabaseNode::isRunning)
                .forEach(DatabaseNode::stop);
    }

    /** Crashes a member. */
    void kill(String name) {
        if (Layout.DATABASES.contains(name)) {
            DatabaseNode node = database.node(name);
            if (node.isRunning()) {
                node.crash();
            }
        } else if (name.equals(Layout.BALANCER)) {
            balancer.member().kill();
        } else {
            member(name).kill();
        }
    }

    /**
     * Stops members as an operator does, one after another, and starts each again before the next.
     *
     * @param from the project's folder to start services from, which may be that of another version
     */
    void restart(String name, Path from) {
        for (String each : Layout.membersOf(name)) {
            if (Layout.DATABASES.contains(each)) {
                restartDatabase(each);
            } else if (each.equals(Layout.BALANCER)) {
                balancer.member().stop();
                balancer.start();
            } else {
                member(each).stop();
                start(each, from);
                awaitReady(each);
                awaitUse(each);
            }
            progress.step(each + " has restarted");
        }
    }

    /** Makes the standby the primary, in the order that OPERATIONS.md gives. */
    void failOver() {
        balancer.closeDatabase();
        progress.step("no way leads to " + layout.primary() + " any more");
        database.failOver();
        progress.step(layout.primary() + " is the primary; " + layout.standby() + " has been stopped");
        newEpochOfKeys();
        balancer.openDatabase(database.primary().port());
        progress.step("services reach " + layout.primary());
    }

    /** Begins another epoch of the log of changes, at the primary itself: services cannot reach it yet. */
    void newEpochOfKeys() {
        newEpoch(KeyServiceCommands.ALL, Layout.KEY_SERVICES.get(0), "keyservice");
    }

    /** Begins another epoch of the data, so that clients read again what a backup lacks. */
    void newEpochOfData() {
        newEpoch(ResourcesCommands.ALL, Layout.RESOURCES.get(0), "resources");
    }

    private void newEpoch(OperatorCommands commands, String member, String service) {
        String config = settings().write(member).toString();
        ServerAddress primary = database.address().as(service, "", "");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = commands.run(
                new String[] {"new-epoch", "--config", config},
                Map.of(service.toUpperCase(Locale.ROOT) + "_DATABASE_URL", primary.url()),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                new PrintStream(complaints, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new LocalRunException("Could not begin a new epoch: " + complaints.toString(StandardCharsets.UTF_8));
        }
        said.toString(StandardCharsets.UTF_8).lines().limit(1).forEach(progress::step);
    }

    /** Sets something for each member of a service, from its next start on. */
    void set(String service, List<String> assignments) {
        settings().set(service, assignments);
    }

    /**
     * Issues the certificates of all services, which take them within a second or two.
     *
     * @param again true to replace those that are there
     */
    void certificates(boolean again) {
        try {
            DevelopmentAuthority authority = DevelopmentAuthority.in(layout.resolve("tls"));
            for (String service : WITH_CERTIFICATES) {
                if (again || !Files.exists(layout.resolve("tls").resolve(service + ".pem"))) {
                    authority.issue(service, List.of("localhost", "127.0.0.1"), CERTIFICATE_LIFE);
                }
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new LocalRunException("Could not issue certificates: " + failed.getMessage(), failed);
        }
    }

    Member member(String name) {
        return name.equals(Layout.BALANCER) ? balancer.member() : new Member(name, layout.resolve("run"));
    }

    private void restartDatabase(String name) {
        DatabaseNode node = database.node(name);
        if (node.isRunning()) {
            node.stop();
        }
        if (name.equals(layout.primary())) {
            database.startPrimary();
        } else {
            database.startStandby();
        }
    }

    private void start(String name, Path from) {
        String config = settings().write(name).toString();
        // This command has built what it starts; another version builds itself.
        String built = from.equals(home) ? "yes" : "no";
        member(name)
                .start(
                        List.of(service(from), Layout.service(name), "--config", config),
                        Map.of("JAVA_OPTIONS", JAVA_OPTIONS, "BUILT", built));
    }

    private void awaitReady(String name) {
        Readiness readiness = new Readiness(layout.managementPort(name));
        Member member = member(name);
        Polling.until(name + " is ready (see " + member.log() + ")", READY_MILLIS_MAX, PAUSE_MILLIS, () -> {
            if (!member.isRunning()) {
                throw new LocalRunException(name + " has ended; its log is " + member.log());
            }
            return readiness.isReady();
        });
    }

    /** Waits until each running gateway sends requests to this member again: the next one must not stop before. */
    private void awaitUse(String name) {
        for (String gateway : Layout.GATEWAYS) {
            Readiness readiness = new Readiness(layout.managementPort(gateway));
            Polling.until(
                    gateway + " uses " + name,
                    USE_MILLIS_MAX,
                    USE_PAUSE_MILLIS,
                    () -> !member(gateway).isRunning() || readiness.uses(layout.port(name)));
        }
    }

    private void seed(Demo demo) {
        ShutdownStack started = new ShutdownStack();
        try {
            Cluster cluster = Cluster.own(database.address(), secrets, true);
            ServiceSettings settings = new ServiceSettings("127.0.0.1", Ports.FREE, secrets);
            Services services = Services.start(settings, cluster, layout.resolve("files"), started, progress);
            demo.seed(services.keyservice().bootstrap(), cluster.resources().asApplication());
            progress.step("Demo data: two organizations");
        } finally {
            started.close();
        }
    }

    private MemberSettings settings() {
        ServerAddress way = new ServerAddress("127.0.0.1", layout.database(), "postgres", "", "");
        return new MemberSettings(layout, secrets, Cluster.at(way, secrets));
    }

    private DemoEnvironment environment(Demo demo) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("GATEWAY_URL", "http://127.0.0.1:" + layout.clients());
        variables.put("KEYSERVICE_URL", "http://127.0.0.1:" + layout.browsers());
        variables.putAll(demo.accounts());
        return new DemoEnvironment(variables);
    }

    private static String service(Path from) {
        return from.resolve("deploy/local/service").toString();
    }
}
