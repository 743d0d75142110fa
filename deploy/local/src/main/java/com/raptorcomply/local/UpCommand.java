package com.raptorcomply.local;

import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.step.LocalRunException;
import com.raptorcomply.local.step.Progress;
import com.raptorcomply.local.step.ShutdownStack;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Parses the options of {@code deploy/local/up} and starts the local run. Returns when everything is running; the
 * process then runs until a signal stops it.
 */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        version = "Raptor Comply local run 0.1.0",
        showDefaultValues = true,
        description =
                "Starts gateway, key service, resource service, PostgreSQL and demo data in one process. Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${sys:raptorcomply.home:-.}/deploy/local/run",
            description = "Directory that keeps keys, secrets and the database between runs")
    private Path data = Path.of("");

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address that the services listen on")
    private String host = "";

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port for clients; each service's management port is 1000 above its port")
    private int gatewayPort;

    @Option(names = "--keyservice-port", paramLabel = "PORT", defaultValue = "8081")
    private int keyservicePort;

    @Option(names = "--resources-port", paramLabel = "PORT", defaultValue = "8082")
    private int resourcesPort;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "Use this PostgreSQL server instead of starting one: postgresql://user:password@host:port/database,"
                            + " with an account that may create databases and roles")
    private @Nullable String databaseUrl;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        Options options = new Options(
                data,
                host,
                new Ports(gatewayPort, keyservicePort, resourcesPort),
                Optional.ofNullable(databaseUrl).map(ServerAddress::parse));
        Progress progress = new Progress(out);
        ShutdownStack started = new ShutdownStack();
        Path finished = data.resolve("demo.env");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, progress, finished), "stop"));
        LocalRun run = LocalRun.start(options, progress, started);
        new Banner(run.environment(), run.directory()).print(out);
        return 0;
    }

    private static void stop(ShutdownStack started, Progress progress, Path finished) {
        if (started.isEmpty()) {
            return;
        }
        progress.step("Stopping");
        try {
            started.close();
            progress.step(
                    Files.exists(finished)
                            ? "Stopped; keys and data are kept"
                            : "Stopped before the first start was complete; the next start begins again");
        } catch (LocalRunException failed) {
            progress.step(String.valueOf(failed.getMessage()));
        }
    }
}
