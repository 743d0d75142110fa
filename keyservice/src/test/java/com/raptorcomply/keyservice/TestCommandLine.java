package com.raptorcomply.keyservice;

import com.raptorcomply.chassis.postgres.PostgresConfig;
import com.raptorcomply.chassis.postgres.TestDatabase;
import com.raptorcomply.keyservice.cli.KeyServiceCommands;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The operator's command line, with the settings of a database and what the commands have printed. */
final class TestCommandLine {
    private static final Duration DATABASE_WAIT = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    TestCommandLine(TestDatabase test) {
        PostgresConfig database = test.settings();
        environment = Map.of(
                "KEYSERVICE_DATABASE_URL", "postgresql://127.0.0.1:" + database.port() + "/" + database.database(),
                "KEYSERVICE_DATABASE_USER", database.user(),
                "KEYSERVICE_DATABASE_PASSWORD", database.password().reveal(),
                "KEYSERVICE_DATABASE_OWNER", database.owner(),
                "KEYSERVICE_DATABASE_OWNER_PASSWORD", database.ownerPassword().reveal());
    }

    /** Returns the exit status. */
    int run(String... arguments) {
        return run(Map.of(), DATABASE_WAIT, arguments);
    }

    int run(Map<String, String> more, String... arguments) {
        return run(more, DATABASE_WAIT, arguments);
    }

    int run(Map<String, String> more, Duration databaseWait, String... arguments) {
        out.reset();
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return KeyServiceCommands.ALL.run(arguments, all, print(out), print(err), databaseWait);
    }

    /** Returns what the last command printed. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Returns what all commands printed as errors. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
