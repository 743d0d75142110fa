package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.postgres.Postgres;
import com.raptorcomply.chassis.postgres.PostgresSettings;
import com.raptorcomply.chassis.problem.ProblemException;
import com.raptorcomply.chassis.service.Readiness;
import com.raptorcomply.chassis.service.ServiceName;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.chassis.settings.SettingsException;
import com.raptorcomply.keyservice.activity.ActivityLog;
import com.raptorcomply.keyservice.people.FirstAdmin;
import com.raptorcomply.keyservice.revocation.ChangeLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the operator does at the command line, with the service's settings: {@code first-admin} prints a one-time link,
 * {@code verify-activity} recomputes every hash chain, {@code new-epoch} makes gateways forget all that they were told before a
 * restore or a fail-over. Status 0 when all is well, 1 when it is not, 2 for a wrong command.
 */
final class OperatorCommand {
    static final String USAGE = """
            Usage: keyservice first-admin --email ADDRESS [--organization NAME] [--url URL] [--config FILE]
                   keyservice verify-activity [--config FILE]
                   keyservice new-epoch [--config FILE]
            """;

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
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                err.print(USAGE);
                return 2;
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        OperatorCommand command = new OperatorCommand(arguments[0], options, out, err);
        if (command.name.equals(FIRST_ADMIN) && !options.containsKey("--email")) {
            err.print(USAGE);
            return 2;
        }
        return command.run(environment);
    }

    private int run(Map<String, String> environment) {
        @Nullable String config = options.get("--config");
        try {
            Settings settings = Settings.load(
                    ServiceName.KEYSERVICE.settingsPrefix(),
                    config == null ? null : Path.of(config),
                    environment,
                    Map.of());
            PostgresSettings database = PostgresSettings.from(settings);
            return switch (name) {
                case FIRST_ADMIN -> withDatabase(database, this::invite);
                case VERIFY_ACTIVITY -> withDatabase(database, this::verify);
                default -> withDatabase(database.asOwner(), this::renewEpoch);
            };
        } catch (SettingsException e) {
            err.println(e.getMessage());
            return 2;
        }
    }

    private int withDatabase(PostgresSettings settings, Function<Pool, Future<Integer>> work) {
        Vertx vertx = Vertx.vertx();
        try {
            Postgres postgres = Postgres.open(vertx, settings, new SimpleMeterRegistry(), new Readiness(vertx));
            return postgres.migrate(KeyService.MIGRATIONS)
                    .compose(migrated -> work.apply(postgres.pool()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            err.println(
                    e.getCause() instanceof ProblemException known
                            ? known.problem().message()
                            : "Failed: " + e.getCause());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
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
