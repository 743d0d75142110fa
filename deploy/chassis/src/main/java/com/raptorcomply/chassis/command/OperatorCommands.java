package com.raptorcomply.chassis.command;

import com.raptorcomply.chassis.service.ServiceName;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs the operator's commands of one service. The exit status is 0 for success, 1 for failure, 2 for an invalid command
 * line or setting.
 */
public final class OperatorCommands {
    /** The exit status for an invalid command line or setting. */
    static final int WRONG = 2;

    private static final Duration DATABASE_WAIT = Duration.ofMinutes(2);

    private final ServiceName service;
    private final String migrations;
    private final Function<Operator, Stream<DatabaseCommand>> commands;

    /** @param migrations the location of the service's migrations on the class path */
    public OperatorCommands(
            ServiceName service, String migrations, Function<Operator, Stream<DatabaseCommand>> commands) {
        this.service = service;
        this.migrations = migrations;
        this.commands = commands;
    }

    /**
     * Runs the command of a process's arguments and ends the process. Returns if they name none; for {@code --help} it
     * prints the list of commands, which goes before the service's own help.
     */
    public void runIfNamed(String... arguments) {
        if (has(arguments)) {
            // Only errors are logged, because the operator reads the command's own output.
            System.setProperty("LOG_LEVEL", "ERROR");
            System.exit(run(arguments, System.getenv(), System.out, System.err));
        }
        if (List.of(arguments).contains("--help")) {
            System.out.println(commandLine(Map.of(), DATABASE_WAIT).getUsageMessage());
        }
    }

    /**
     * Blocks until the command is done.
     *
     * @return the exit status
     */
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return run(arguments, environment, out, err, DATABASE_WAIT);
    }

    /** @param wait the longest wait for the database */
    public int run(
            String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err, Duration wait) {
        return commandLine(environment, wait)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private boolean has(String... arguments) {
        return arguments.length > 0
                && commandLine(Map.of(), DATABASE_WAIT).getSubcommands().containsKey(arguments[0]);
    }

    private CommandLine commandLine(Map<String, String> environment, Duration wait) {
        String name = service.label();
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .customSynopsis(name + " COMMAND [OPTIONS], with the settings of the service")
                .description("Commands for the operator; " + name + " COMMAND --help tells more of one.");
        CommandLine line = new CommandLine(spec);
        commands.apply(new Operator(service, migrations, environment, wait)).forEach(line::addSubcommand);
        line.registerConverter(UUID.class, OperatorCommands::id);
        return line.setParameterExceptionHandler((wrong, arguments) -> refuse(wrong));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not an id (UUID)");
        }
    }

    /** Prints the error in one sentence, because picocli would print its whole help. */
    private int refuse(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        line.getErr()
                .println(service.label() + ": " + wrong.getMessage() + "; " + service.label() + " "
                        + line.getCommandName() + " --help shows what there is");
        return WRONG;
    }
}
