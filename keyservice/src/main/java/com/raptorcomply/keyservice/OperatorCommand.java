package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.postgres.PostgresSettings;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.people.FirstAdmin;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the operator does at the command line, with the service's settings: {@code first-admin} prints a one-time link,
 * {@code verify-activity} recomputes every hash chain, {@code new-epoch} makes gateways forget all that they were told before a
 * restore or a fail-over. Status 0 when all is well, 1 when it is not, 2 for a wrong command.
 */
final class OperatorCommand {
    static final String USAGE = """
            Commands for the operator, with the settings of the service:
            usage: keyservice first-admin --email ADDRESS [--organization NAME] [--url URL] [--config FILE]
                   keyservice verify-activity [--config FILE]
                   keyservice new-epoch [--config FILE]
              first-admin      prints a one-time link by which the first platform admin chooses a password
              verify-activity  recomputes every hash chain of the activity log
              new-epoch        makes gateways forget what they have cached: after a restore or a fail-over
            """;

    private static final Duration DATABASE_WAIT = Duration.ofMinutes(2);
    private static final String FIRST_ADMIN = "first-admin";
    private static final String VERIFY_ACTIVITY = "verify-activity";
    private static final String NEW_EPOCH = "new-epoch";
    private static final Set<String> NAMES = Set.of(FIRST_ADMIN, VERIFY_ACTIVITY, NEW_EPOCH);
    private static final Set<String> OPTIONS = Set.of("--email", "--organization", "--url", "--config");

    private final String name;
    private final Map<String, String> options;
    private final PrintStream out;
    private final PrintStream err;

    private OperatorCommand(String name, Map<String, String> options, PrintStream out, PrintStream err) {
        this.name = name;
        this.options = options;
        this.out = out;
        this.err = err;
    }

    static boolean isOne(String[] arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /** Blocks until it is done. @return the exit status */
    static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        return run(arguments, environment, out, err, DATABASE_WAIT);
    }

    static int run(
            String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err, Duration wait) {
        if (List.of(arguments).contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                String wrong = OPTIONS.contains(arguments[i]) ? " needs a value" : " is no option";
                return refused(err, arguments[i] + wrong);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        if (arguments[0].equals(FIRST_ADMIN) && !options.containsKey("--email")) {
            return refused(err, "first-admin needs --email ADDRESS");
        }
        return new OperatorCommand(arguments[0], options, out, err).run(environment, wait);
    }

    private static int refused(PrintStream err, String why) {
        err.println("keyservice: " + why + "; --help shows what there is");
        return 2;
    }

    private int run(Map<String, String> environment, Duration wait) {
        @Nullable String config = options.get("--config");
        try {
            Settings settings = Settings.load(
                    ServiceName.KEYSERVICE.settingsPrefix(),
                    config == null ? null : Path.of(config),
                    environment,
                    Map.of());
            PostgresSettings database = PostgresSettings.from(settings);
            return switch (name) {
                case FIRST_ADMIN -> DatabaseCommand.run(database.forCommand(), wait, err, this::invite);
                case VERIFY_ACTIVITY -> DatabaseCommand.run(database.forCommand(), wait, err, this::verify);
                default -> DatabaseCommand.run(database.asOwner().forCommand(), wait, err, this::renewEpoch);
            };
        } catch (SettingsException e) {
            err.println("keyservice: " + e.getMessage());
            return 2;
        }
    }

    private Future<Integer> invite(Pool pool) {
        String url = options.getOrDefault("--url", "http://127.0.0.1:" + ServiceName.KEYSERVICE.publicPort());
        return new FirstAdmin(pool)
                .invite(options.getOrDefault("--email", ""), options.getOrDefault("--organization", "Operations"))
                .map(token -> {
                    out.println("Open this link within seven days to choose a password. It works once:");
                    // In the fragment, which browsers send to nobody and servers do not log.
                    out.println(url + "/admin/invitation#" + token.reveal());
                    return 0;
                });
    }

    private Future<Integer> verify(Pool pool) {
        return ActivityLog.verify(pool).map(broken -> {
            broken.forEach(link ->
                    err.println("Broken: organization " + link.organizationId() + ", entry " + link.sequence()));
            if (broken.isEmpty()) {
                out.println("Every chain holds");
            }
            return broken.isEmpty() ? 0 : 1;
        });
    }

    private Future<Integer> renewEpoch(Pool owner) {
        return ChangeLog.renewEpoch(owner).map(epoch -> {
            out.println("The log of changes is in epoch " + epoch + " now.");
            out.println("Gateways drop what they have cached, and join again; no key was changed.");
            return 0;
        });
    }
}
