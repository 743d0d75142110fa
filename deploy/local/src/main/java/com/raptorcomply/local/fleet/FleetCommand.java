package com.raptorcomply.local.fleet;

import com.raptorcomply.local.OneSentence;
import com.raptorcomply.local.directory.DataDirectory;
import com.raptorcomply.local.directory.Secrets;
import com.raptorcomply.local.step.LocalRunException;
import com.raptorcomply.local.step.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
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
    /** Longer than any other command works on the fleet. */
    private static final Duration COMMAND_MAX = Duration.ofMinutes(10);

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
    int failover(
            @Option(names = "--when-lost", description = "Watches the primary, and does so as soon as it is lost")
                    boolean whenLost) {
        if (!whenLost) {
            return with(Layout::of, Fleet::failOver);
        }
        while (!failOverOnceLost()) {
            out().println("The primary answers again");
        }
        return 0;
    }

    /** Returns false if there is a primary again once no other command works on the fleet: one has restarted or replaced it. */
    private boolean failOverOnceLost() {
        PrimaryWatch watch;
        try (DataDirectory data = DataDirectory.open(directory, COMMAND_MAX)) {
            logTo(data);
            watch = new PrimaryWatch(database(data));
            out().println("Watching " + Layout.of(data).primary());
        }
        Progress progress = new Progress(out(), watch.awaitLoss());
        progress.step("the primary does not answer any more");
        try (DataDirectory data = DataDirectory.open(directory, COMMAND_MAX)) {
            if (database(data).answers()) {
                return false;
            }
            work(data, Layout.of(data), progress, Fleet::failOver);
        }
        return true;
    }

    private static FleetDatabase database(DataDirectory data) {
        return new FleetDatabase(Layout.of(data), Secrets.of(data).password("DATABASE_SUPERUSER_PASSWORD"));
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
            work(data, layout.apply(data), new Progress(out()), work);
        }
        return 0;
    }

    private static void work(DataDirectory data, Layout layout, Progress progress, Consumer<Fleet> work) {
        logTo(data);
        work.accept(new Fleet(home(), data, layout, progress));
    }

    /** Must come before anything that logs, because the file is opened with the first line. */
    private static void logTo(DataDirectory data) {
        System.setProperty("raptorcomply.logs", data.path().toString());
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
