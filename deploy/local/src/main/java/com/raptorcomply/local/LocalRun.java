package com.raptorcomply.local;

import com.raptorcomply.local.demo.Demo;
import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.DemoEnvironment;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.step.LocalRunException;
import com.raptorcomply.local.step.Progress;
import com.raptorcomply.local.step.ShutdownStack;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs PostgreSQL, key service, resource service, gateway and demo data in one process. */
public record LocalRun(DataDirectory directory, Services services, DemoEnvironment environment) {

    private static final long FIRST_START_BYTES = 160_000_000;
    private static final long LATER_START_BYTES = 32_000_000;

    /**
     * Starts everything and returns when the gateway is ready.
     *
     * @param started collects what has been started; the caller closes it, also after a failure
     * @throws LocalRunException that says what is wrong, and which option can change it
     */
    public static LocalRun start(Options options, Progress progress, ShutdownStack started) {
        options.ports().requireFree(options.host());
        DataDirectory directory = started.add(DataDirectory.open(options.data()));
        directory.requireFreeBytes(requiredBytes(options, directory));
        setLogDirectory(directory);
        progress.step("Data directory " + directory.path());
        Secrets secrets = Secrets.of(directory);
        Demo demo = new Demo(secrets);
        Cluster cluster = Cluster.open(options.database(), directory, secrets, !demo.isSeeded(), started);
        progress.step("PostgreSQL: " + cluster.keyservice().server());
        Ports ports = options.ports().withOthers(options.host());
        ServiceSettings settings = new ServiceSettings(options.host(), ports, secrets);
        Services services = Services.start(settings, cluster, directory.resolve("files"), started, progress);
        new Health(settings.url(services.gateway().managementPort())).awaitReady();
        progress.step("Gateway ready");
        if (!demo.isSeeded()) {
            demo.seed(
                    services.keyservice().bootstrap(),
                    cluster.resources().asApplication(),
                    settings.url(services.gateway().port()));
            progress.step("Demo data: two organizations");
        }
        DemoEnvironment environment = environment(demo, settings, services);
        environment.writeTo(directory);
        return new LocalRun(directory, services, environment);
    }

    /** Returns the required disk space in bytes. A first start writes the programs, a database and the demo data. */
    private static long requiredBytes(Options options, DataDirectory directory) {
        return options.database().isPresent() || directory.isFinished() ? LATER_START_BYTES : FIRST_START_BYTES;
    }

    private static DemoEnvironment environment(Demo demo, ServiceSettings settings, Services services) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("GATEWAY_URL", settings.url(services.gateway().port()));
        variables.put("KEYSERVICE_URL", settings.url(services.keyservice().port()));
        variables.put("RESOURCES_URL", settings.url(services.resources().port()));
        variables.put("GATEWAY_MANAGEMENT_URL", settings.url(services.gateway().managementPort()));
        variables.put(
                "KEYSERVICE_MANAGEMENT_URL", settings.url(services.keyservice().managementPort()));
        variables.put(
                "RESOURCES_MANAGEMENT_URL", settings.url(services.resources().managementPort()));
        variables.putAll(demo.accounts());
        return new DemoEnvironment(variables);
    }

    /** Directs the services' logs into the data directory. Call before the first logger is created. */
    private static void setLogDirectory(DataDirectory directory) {
        System.setProperty("raptorcomply.logs", directory.path().toString());
    }
}
