package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Processes;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new epoch ends every cached grant (Revocation: Session). The key is revoked in the database but not in the change
 * log, as after a restore, so only the epoch tells the gateway. Uses real processes and the operator's command.
 */
class NewEpochEndsEveryCachedGrantTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int COMMAND_SECONDS_MAX = 60;
    private static final Pattern JOINED_AGAIN = Pattern.compile("(?m)^gateway_lease_sessions_total ([2-9]|[1-9][0-9])");

    private final Path directory;
    private final Processes processes;

    NewEpochEndsEveryCachedGrantTest(@TempDir Path directory) {
        this.directory = directory;
        this.processes = Processes.prepare(directory);
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void gatewaysForgetAndJoinAgain() throws Exception {
        processes.startAll();
        Client admin = processes.client("ORG_A_ADMIN_KEY");
        Await.until("the gateway is ready", SOON, () -> gateway().get("/health/ready"), ready -> ready.status() == 200);
        until(admin, 200);
        Reply made =
                admin.post("/api-keys", new JsonObject().put("name", "restored").put("kind", "organization"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        Client restored = admin.with(made.json().getString("key"));
        until(restored, 200);

        alter("UPDATE api_key SET revoked_at = now() WHERE id = '" + made.json().getString("id") + "'");
        assertThat(operate("new-epoch")).isZero();

        until(restored, 401);
        until(admin, 200);
        Await.until(
                "the gateway has joined again",
                SOON,
                () -> gateway().get("/metrics").body(),
                JOINED_AGAIN.asPredicate());
    }

    private Client gateway() {
        return processes.management("gateway");
    }

    private static Reply validate(Client client) {
        return client.get("/validate");
    }

    private static void until(Client client, int status) {
        Await.until("status " + status, SOON, () -> validate(client), reply -> reply.status() == status);
    }

    private void alter(String sql) throws IOException, SQLException {
        JsonObject database = new JsonObject(Files.readString(settings())).getJsonObject("database");
        try (Connection owner = DriverManager.getConnection(
                        "jdbc:" + database.getString("url"),
                        database.getString("owner"),
                        database.getString("ownerPassword"));
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private int operate(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.raptorcomply.keyservice.KeyServiceMain",
                        command,
                        "--config",
                        settings().toString())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Path settings() {
        return directory.resolve("keyservice.yaml");
    }
}
