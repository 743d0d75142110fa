package com.raptorcomply.chassis.command;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.settings.ConfigReader;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
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
@Command(mixinStandardHelpOptions = true, versionProvider = CommandVersion.class)
public abstract class DatabaseCommand implements Callable<Integer> {
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

    protected DatabaseCommand(Operator operator) {
        this.operator = operator;
    }

    /** Returns the exit status. */
    protected abstract Future<Integer> work(Pool pool);

    /** Returns the database role that the command uses: the service's own unless a subclass needs another one. */
    protected PostgresConfig role(PostgresConfig database) {
        return database;
    }

    /**
     * Reads the settings that the command needs beside {@code database}: none unless a subclass needs some.
     *
     * @throws SettingsException with all faults, one per line
     */
    protected void configure(Settings settings) {}

    /** Makes the tables ready for the work, as the service's own role: migrates them unless a subclass must only read. */
    protected Future<Void> prepare(Postgres service, String migrations) {
        return service.migrate(migrations);
    }

    @Override
    public final Integer call() {
        try {
            Settings settings =
                    Settings.load(operator.service().settingsPrefix(), config, operator.environment(), Map.of());
            PostgresConfig service =
                    ConfigReader.ofPart(DatabaseOnly.class).read(settings).database();
            configure(settings);
            return DatabaseWork.run(
                    operator, service.forCommand(), role(service).forCommand(), err(), this::prepare, this::work);
        } catch (SettingsException e) {
            err().println(operator.service().label() + ": " + e.getMessage());
            return OperatorCommands.WRONG;
        }
    }

    protected final PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    protected final PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
