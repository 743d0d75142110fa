package com.raptorcomply.local.fleet;

import com.raptorcomply.local.OneSentence;
import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.step.LocalRunException;
import com.raptorcomply.local.step.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Implements {@code deploy/local/fleet}. The exit status is 0 if all is done, 1 if not, and 2 for wrong arguments. */
@Command(name = "fleet", mixinStandardHelpOptions = true, description = "Runs a fleet on this machine.")
public final class FleetCommand {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = CommandLine.ScopeType.INHERIT,
            defaultValue = "${sys:raptorcomply.home:-.}/deploy/local/fleet-run",
            description = "Directory that keeps keys, secrets and databases")
    private Path directory = Path.of("");

    @Spec
    private @Nullable CommandSpec spec;

    private FleetCommand() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new FleetCommand());
        line.setParameterExceptionHandler(new OneSentence());
        line.setExecutionExceptionHandler(new OneSentence.OfFailure());
        System.exit(line.execute(arguments));
    }

    @Command(description = "Starts what is not running, and waits until all is ready.")
    int up(
            @Option(
                            names = "--port",
                            defaultValue = "8080",
                            description = "The clients' port; the others follow it. 0: any")
                    int port) {
        return with(data -> Layout.create(data, port), fleet -> {
            fleet.up();
            out().println("Clients: http://127.0.0.1:" + fleet.layout().clients() + "   Admin pages: http://127.0.0.1:"
                    + fleet.layout().browsers() + "/admin   Keys: "
                    + fleet.layout().resolve("demo.env"));
        });
    }

    @Command(description = "Stops everything. Keys and data are kept.")
    int down() {
        return with(Layout::of, Fleet::down);
    }

    @Command(description = "Prints each member: its process, its port, whether it is ready, and its memory.")
    int status() {
        return with(Layout::of, fleet -> new Status(fleet).print(out()));
    }

    @Command(description = "Crashes a member.")
    int kill(@Parameters(paramLabel = "NAME") String name) {
        return with(Layout::of, fleet -> Layout.membersOf(name).forEach(fleet::kill));
    }

    @Command(description = "Stops a member, or all of a service one after another, and starts each again.")
    int restart(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--from",
                            paramLabel = "DIR",
                            description = "A checkout of another version to start it from")
                    @Nullable
                    Path from) {
        return with(Layout::of, fleet -> fleet.restart(name, from == null ? home() : from.toAbsolutePath()));
    }

    @Command(description = "Fences the primary database off, promotes the standby, and begins a new epoch.")
    int failover() {
        return with(Layout::of, Fleet::failOver);
    }

    @Command(description = "Sets something for each member of a service, from its next start on.")
    int set(
            @Parameters(paramLabel = "SERVICE") String service,
            @Parameters(paramLabel = "NAME=VALUE", arity = "1..*") List<String> assignments) {
        if (!MemberSettings.services().contains(service)) {
            throw new LocalRunException("No service is called '" + service + "'; there are "
                    + String.join(", ", MemberSettings.services()));
        }
        return with(Layout::of, fleet -> fleet.set(service, assignments));
    }

    @Command(description = "Issues new certificates, which the services take without a restart.")
    int certificates() {
        return with(Layout::of, fleet -> fleet.certificates(true));
    }

    @Command(description = "Lets the primary go on while the standby is away; restart the standby to end that.")
    int alone() {
        return with(Layout::of, fleet -> fleet.database().goOnAlone());
    }

    @Command(description = "Copies the database while it serves, and then the files.")
    int backup(@Parameters(paramLabel = "DIR") Path to) {
        return with(Layout::of, fleet -> new Backup(fleet).backUp(to.toAbsolutePath()));
    }

    @Command(description = "Makes databases and files anew from a backup. Clients get in with open.")
    int restore(@Parameters(paramLabel = "DIR") Path from) {
        return with(Layout::of, fleet -> new Backup(fleet).restore(from.toAbsolutePath()));
    }

    @Command(description = "Lets clients in after a restore.")
    int open() {
        return with(Layout::of, fleet -> fleet.balancer().openClients());
    }

    @Command(description = "Gives a service another login at the database, from its next start on.")
    int login(@Parameters(paramLabel = "SERVICE") String service, @Parameters(paramLabel = "LOGIN") String login) {
        return with(Layout::of, fleet -> new Logins(fleet).renewLogin(service, login));
    }

    @Command(description = "Takes the password of a login away that no service uses.")
    int logout(@Parameters(paramLabel = "LOGIN") String login) {
        return with(Layout::of, fleet -> fleet.database().endLogin(login));
    }

    @Command(description = "Gives the owner of a service's tables another password.")
    int owner(@Parameters(paramLabel = "SERVICE") String service) {
        return with(Layout::of, fleet -> new Logins(fleet).renewOwner(service));
    }

    private int with(java.util.function.Function<DataDirectory, Layout> layout, Consumer<Fleet> work) {
        try (DataDirectory data = DataDirectory.open(directory)) {
            System.setProperty("raptorcomply.logs", data.path().toString());
            work.accept(new Fleet(home(), data, layout.apply(data), new Progress(out())));
        }
        return 0;
    }

    private static Path home() {
        return Path.of(System.getProperty("raptorcomply.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
