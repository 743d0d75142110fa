package com.raptorcomply.keyservice.cli.rc;

import com.raptorcomply.chassis.service.ProductVersion;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line {@code rc} with all its commands. The exit statuses are those of {@link ExitStatus}. */
public final class Rc {
    private static final String NAME = "rc";

    /** The character that Java reads in place of bytes that the locale does not know, as that of cron does not know ö. */
    private static final char UNREADABLE = '\uFFFD';

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;

    public Rc(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this.environment = Map.copyOf(environment);
        this.in = in;
        this.out = new PrintWriter(out, true, StandardCharsets.UTF_8);
        this.err = new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /**
     * Blocks until the command is done.
     *
     * @return the exit status
     */
    public int run(String... arguments) {
        if (Arrays.stream(arguments).anyMatch(argument -> argument.indexOf(UNREADABLE) >= 0)) {
            err.println("error: an argument has characters that the locale cannot express; set LC_ALL=C.UTF-8");
            return ExitStatus.WRONG;
        }
        return commandLine().execute(arguments);
    }

    private CommandLine commandLine() {
        CommandLine line = commands(Contexts.of(environment));
        line.getCommandSpec()
                .mixinStandardHelpOptions(true)
                .version(NAME + " " + ProductVersion.read())
                .usageMessage()
                .footer(
                        "",
                        "The gateway and the key are those of the context, or of RC_URL with RC_KEY or RC_KEY_FILE.",
                        "Exit status: 0 done, 1 failed, 2 wrong arguments, 3 refused, 4 not found, 5 not done in time.");
        return line.setColorScheme(Help.defaultColorScheme(isTerminal() ? Ansi.ON : Ansi.OFF))
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, command, result) -> fail(failure));
    }

    private CommandLine commands(Contexts contexts) {
        return group(NAME, "Manages keys, users, organizations and compliance data through a gateway.")
                .addSubcommand(group("context", "Names gateways and the keys to use with them.")
                        .addSubcommand(new ContextAddCommand(contexts, in))
                        .addSubcommand(new ContextListCommand(contexts))
                        .addSubcommand(new ContextUseCommand(contexts)))
                .addSubcommand(new WhoamiCommand(contexts))
                .addSubcommand(group("keys", "Lists, creates, changes, rotates and revokes keys.")
                        .addSubcommand(new KeysListCommand(contexts))
                        .addSubcommand(new KeysCreateCommand(contexts))
                        .addSubcommand(new KeysEditCommand(contexts))
                        .addSubcommand(new KeysRotateCommand(contexts))
                        .addSubcommand(new KeysRevokeCommand(contexts))
                        .addSubcommand(new KeysRevokeUnusedCommand(contexts)))
                .addSubcommand(new ReceiptsCommand(contexts))
                .addSubcommand(group("users", "Lists, adds and changes users.")
                        .addSubcommand(new UsersListCommand(contexts))
                        .addSubcommand(new UsersCreateCommand(contexts))
                        .addSubcommand(new UsersEditCommand(contexts)))
                .addSubcommand(group("organizations", "Lists, creates and changes organizations.")
                        .addSubcommand(new OrganizationsListCommand(contexts))
                        .addSubcommand(new OrganizationsCreateCommand(contexts))
                        .addSubcommand(new OrganizationsEditCommand(contexts)))
                .addSubcommand(group("activity", "Shows, verifies and exports the log of changes.")
                        .addSubcommand(new ActivityTailCommand(contexts))
                        .addSubcommand(new ActivityVerifyCommand(contexts))
                        .addSubcommand(new ActivityExportCommand(contexts)))
                .addSubcommand(group("data", "Exports and imports cyber assets as CSV.")
                        .addSubcommand(new DataTemplateCommand(contexts))
                        .addSubcommand(new DataExportCommand(contexts))
                        .addSubcommand(new DataImportCommand(contexts)))
                .addSubcommand(new WhyCommand(contexts))
                .addSubcommand(new CompletionCommand());
    }

    /** Returns true if a person reads the output, and has not asked for plain text (https://no-color.org). */
    private boolean isTerminal() {
        return Terminal.find() != null && !environment.containsKey("NO_COLOR");
    }

    private CommandLine group(String name, String description) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description);
        return new CommandLine(spec);
    }

    /** Prints the error in one sentence, because picocli would print its whole help. */
    private int refuse(ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        err.println("error: " + wrong.getMessage() + "; see " + command + " --help");
        return ExitStatus.WRONG;
    }

    private int fail(Exception failure) throws Exception {
        if (failure instanceof RcException refused) {
            err.println("error: " + refused.getMessage());
            return refused.status();
        }
        throw failure;
    }
}
