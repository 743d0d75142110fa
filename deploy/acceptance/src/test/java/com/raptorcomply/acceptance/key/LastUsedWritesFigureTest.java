package com.raptorcomply.acceptance.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.local.LocalRun;
import com.raptorcomply.local.Options;
import com.raptorcomply.local.Ports;
import com.raptorcomply.local.postgres.EmbeddedServer;
import com.raptorcomply.local.postgres.ServerAddress;
import com.raptorcomply.local.step.Progress;
import com.raptorcomply.local.step.ShutdownStack;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the rows written per minute for the last use of keys and for counting requests. 20 keys send up to 2,000
 * requests per second. On demand, because it takes a minute.
 *
 * <pre>./mvnw verify -pl deploy/acceptance -am -Dfigures=true -Dtest=LastUsedWritesFigureTest -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@EnabledIfSystemProperty(named = "figures", matches = "true")
class LastUsedWritesFigureTest {
    private static final int KEYS = 20;
    private static final int REQUESTS_PER_SECOND = 2_000;
    private static final Duration PERIOD = Duration.ofSeconds(60);

    @Test
    void underTwoThousandRequestsASecond(@TempDir Path directory) throws Exception {
        String password = "of-this-run-alone";
        EmbeddedServer server = EmbeddedServer.start(directory, directory.resolve("postgres"), password);
        ShutdownStack started = new ShutdownStack();
        try {
            ServerAddress address = server.address(password);
            Options options = new Options(directory.resolve("run"), "127.0.0.1", Ports.FREE, Optional.of(address));
            LocalRun run = LocalRun.start(
                    options, new Progress(new PrintWriter(System.out, false, StandardCharsets.UTF_8)), started);
            ServerAddress keyservice = keyservice(address);
            List<String> keys = keys(run);

            Load.Figures load = Load.run(run.environment().get("GATEWAY_URL"), keys, REQUESTS_PER_SECOND, PERIOD);
            // The gateway sends the rest with its last report, and counting ends with the connections.
            started.close();

            long lastUsed = written(keyservice, "secret_usage");
            long counted = written(keyservice, "key_usage_day");
            double minutes = PERIOD.toSeconds() / 60.0;
            String figure =
                    "%d keys, %.0f requests/s for %d s (%d failed): %.0f row writes/minute to last-used columns, %.0f to daily counts"
                            .formatted(
                                    KEYS,
                                    load.perSecond(),
                                    PERIOD.toSeconds(),
                                    load.failed(),
                                    lastUsed / minutes,
                                    counted / minutes);
            System.out.println(figure);
            Files.writeString(Path.of("target", "last-used-writes.txt"), figure + "\n");
            assertThat(load.failed()).isZero();
            assertThat(lastUsed).isBetween((long) KEYS, 3L * KEYS);
        } finally {
            started.close();
            server.close();
        }
    }

    private static List<String> keys(LocalRun run) {
        Client admin = new Client(
                run.environment().get("GATEWAY_URL"), run.environment().get("ORG_A_ADMIN_KEY"));
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            JsonObject terms = new JsonObject().put("name", "Load " + i).put("kind", "organization");
            keys.add(admin.post("/api-keys", terms).json().getString("key"));
        }
        return keys;
    }

    private static ServerAddress keyservice(ServerAddress server) throws SQLException {
        String name = one(server, "SELECT datname FROM pg_database WHERE datname LIKE '%keyservice'");
        return server.as(name, server.user(), server.password());
    }

    /** Returns the rows inserted and updated since the start; nearly all belong to the load's keys. */
    private static long written(ServerAddress database, String table) throws SQLException {
        return Long.parseLong(
                one(database, "SELECT n_tup_ins + n_tup_upd FROM pg_stat_user_tables WHERE relname = '" + table + "'"));
    }

    private static String one(ServerAddress server, String query) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
