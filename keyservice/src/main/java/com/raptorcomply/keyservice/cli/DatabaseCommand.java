package com.raptorcomply.keyservice.cli;

import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.keyservice.cli.OperatorCommands.Operator;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that works on the service's database, which it finds by the service's settings. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
abstract class DatabaseCommand implements Callable<Integer> {
    private final Operator operator;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings in YAML; environment variables are stronger")
    private @Nullable Path config;

    @Spec
    private @Nullable CommandSpec spec;

    /** The settings that a command needs. */
    private record DatabaseOnly(PostgresConfig database) {}

    DatabaseCommand(Operator operator) {
        this.operator = operator;
    }

    /** Returns the exit status. */
    abstract Future<Integer> work(Pool pool);

    /** Returns the database role that the command uses: the service's own unless a subclass needs another one. */
    PostgresConfig role(PostgresConfig database) {
        return database;
    }

    @Override
    public final Integer call() {
        try {
            Settings settings =
                    Settings.load(ServiceName.KEYSERVICE.settingsPrefix(), config, operator.environment(), Map.of());
            PostgresConfig database = role(ConfigReader.ofPart(DatabaseOnly.class)
                            .read(settings)
                            .database())
                    .forCommand();
            return DatabaseWork.run(database, operator.databaseWait(), err(), this::work);
        } catch (SettingsException e) {
            err().println("keyservice: " + e.getMessage());
            return OperatorCommands.WRONG;
        }
    }

    final PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    final PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
