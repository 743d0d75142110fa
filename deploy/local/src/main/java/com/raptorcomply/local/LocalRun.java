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

/** Everything in one process: PostgreSQL, key service, resource service, gateway, demo data. */
public record LocalRun(DataDirectory directory, Services services, DemoEnvironment environment) {

    private static final long ROOM_FIRST = 160_000_000;
    private static final long ROOM_LATER = 32_000_000;

    /**
     * Starts it all and returns when the gateway serves.
     *
     * @param started ends what has been started, requests in flight first; the caller closes it, also after a failure
     * @throws LocalRunException that says what is wrong, and with which option it can be changed
     */
    public static LocalRun start(Options options, Progress progress, ShutdownStack started) {
        options.ports().mustBeFree(options.host());
        DataDirectory directory = started.add(DataDirectory.open(options.data()));
        directory.mustHaveRoom(room(options, directory));
        logInto(directory);
        progress.step("Data directory " + directory.path());
        Secrets secrets = Secrets.of(directory);
        Demo demo = new Demo(secrets);
        Cluster cluster = Cluster.open(options.database(), directory, secrets, !demo.isSeeded(), started);
        progress.step("PostgreSQL: " + cluster.keyservice().server());
        Ports ports = options.ports().withResources(options.host());
        ServiceSettings settings = new ServiceSettings(options.host(), ports, secrets);
        Services services = Services.start(settings, cluster, started, progress);
        if (!demo.isSeeded()) {
            demo.seed(services.keyservice().bootstrap(), cluster.resources().asApplication());
            progress.step("Demo data: two organizations");
        }
        new Health(settings.url(services.gateway().managementPort())).awaitReady();
        progress.step("Gateway ready");
        DemoEnvironment environment = environment(demo, settings, services);
        environment.writeTo(directory);
        return new LocalRun(directory, services, environment);
    }

    /** Programs, database and demo data of a first start take 134 MB. */
    private static long room(Options options, DataDirectory directory) {
        return options.database().isPresent() || directory.isFinished() ? ROOM_LATER : ROOM_FIRST;
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

    /** The logs of the services go into the data directory; to be called before the first logger is made. */
    private static void logInto(DataDirectory directory) {
        System.setProperty("raptorcomply.logs", directory.path().toString());
    }
}
