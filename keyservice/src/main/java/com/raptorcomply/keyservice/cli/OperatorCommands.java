package com.raptorcomply.keyservice.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * Runs the operator's commands. The exit status is 0 for success, 1 for failure, 2 for an invalid command line or
 * setting.
 */
@Command(
        name = "keyservice",
        customSynopsis = "keyservice COMMAND [OPTIONS], with the settings of the service",
        description = "Commands for the operator; keyservice COMMAND --help tells more of one.")
public final class OperatorCommands {
    static final int WRONG = 2;

    private static final Duration DATABASE_WAIT = Duration.ofMinutes(2);
    private static final Set<String> NAMES =
            Set.of(FirstAdminCommand.NAME, VerifyActivityCommand.NAME, NewEpochCommand.NAME);

    private OperatorCommands() {}

    /** Returns true for an operator's command, false for a start of the service. */
    public static boolean has(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Returns the list of commands that follows the service's own help. */
    public static String usage() {
        return commandLine(new Operator(Map.of(), DATABASE_WAIT)).getUsageMessage();
    }

    /**
     * Blocks until the command is done.
     *
     * @return the exit status
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return run(arguments, environment, out, err, DATABASE_WAIT);
    }

    /** @param wait the longest wait for the database */
    public static int run(
            String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err, Duration wait) {
        return commandLine(new Operator(environment, wait))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }

    private static CommandLine commandLine(Operator operator) {
        return new CommandLine(new OperatorCommands())
                .addSubcommand(new FirstAdminCommand(operator))
                .addSubcommand(new VerifyActivityCommand(operator))
                .addSubcommand(new NewEpochCommand(operator))
                .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong));
    }

    /** Prints the error in one sentence, because picocli would print its whole help. */
    private static int refuse(ParameterException wrong) {
        CommandLine line = wrong.getCommandLine();
        line.getErr()
                .println("keyservice: " + wrong.getMessage() + "; keyservice " + line.getCommandName()
                        + " --help shows what there is");
        return WRONG;
    }

    /**
     * The environment of a command.
     *
     * @param environment the environment variables, which may hold settings
     * @param databaseWait the longest wait for the database
     */
    record Operator(Map<String, String> environment, Duration databaseWait) {}
}
