package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.cli.KeyServiceCommands;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorCommandTest {
    private static final String PASSWORD = "several words do well";

    private final TestService service = TestService.on(PostgresServer.shared());
    private final TestCommandLine command = new TestCommandLine(service.database());

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void firstAdminGetsALinkThatWorksOnceAndNobodyASecondOne() {
        assertThat(command.run("first-admin", "--email", "first@example.test")).isZero();
        String lost = token();
        assertThat(command.run("first-admin", "--email", "first@example.test", "--url", "https://keys.example.test"))
                .isZero();
        assertThat(command.out()).contains("https://keys.example.test/admin/invitation#");
        String token = token();

        assertThat(accept(lost).status()).isEqualTo(404);
        Reply accepted = accept(token);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(201);
        assertThat(accepted.object().getString("role")).isEqualTo("platform_admin");
        String credentials = new JsonObject()
                .put("email", "first@example.test")
                .put("password", PASSWORD)
                .encode();
        assertThat(service.post(null, "/sessions", credentials).status()).isEqualTo(201);

        assertThat(command.run("first-admin", "--email", "second@example.test")).isEqualTo(1);
        assertThat(command.err()).contains("There is a platform admin");
    }

    @Test
    void verifyActivityTellsAChangedChainFromAnUnchangedOne() throws SQLException {
        command.run("first-admin", "--email", "first@example.test");
        assertThat(command.run("verify-activity")).isZero();
        try (Connection connection = service.database().ownerConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE activity DISABLE TRIGGER activity_append_only");
            statement.execute("UPDATE activity SET actor_name = 'somebody else'");
        }
        assertThat(command.run("verify-activity")).isEqualTo(1);
        assertThat(command.err()).contains("Broken: organization ", ", entry 1");
    }

    @Test
    void newEpochEndsWhatWasGrantedAndKeepsTheOrderOfChanges() {
        TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
        service.mint(admin, new JsonObject());
        JsonObject before = head();

        assertThat(command.run("new-epoch")).isZero();

        JsonObject after = head();
        assertThat(after.getString("epoch")).isNotEqualTo(before.getString("epoch"));
        assertThat(after.getLong("sequence")).isEqualTo(before.getLong("sequence"));
        assertThat(command.out()).contains(after.getString("epoch"));
    }

    @Test
    void wrongCommandLineIsExplained() {
        for (String[] wrong : new String[][] {
            {"first-admin"}, {"first-admin", "--email"}, {"first-admin", "--email", "x@y.test", "--mail"}
        }) {
            assertThat(command.run(wrong)).isEqualTo(2);
        }
        assertThat(command.err().lines())
                .containsExactly(
                        "keyservice: Missing required option: '--email=ADDRESS'; keyservice first-admin --help shows what there is",
                        "keyservice: Missing required parameter for option '--email' (ADDRESS); keyservice first-admin --help shows what there is",
                        "keyservice: Unknown option: '--mail'; keyservice first-admin --help shows what there is");
        assertThat(command.run("first-admin", "--email", "no address")).isEqualTo(1);
    }

    @Test
    void helpIsPrintedForEachCommand() {
        assertThat(command.run("first-admin", "--help")).isZero();
        assertThat(command.out()).contains("Usage: keyservice first-admin", "--email=ADDRESS");
        for (String name : new String[] {"verify-activity", "new-epoch", "reencrypt-secrets"}) {
            assertThat(command.run(name, "--help")).isZero();
            assertThat(command.out()).contains("Usage: keyservice " + name, "--config=FILE");
        }
        assertThat(command.err()).isEmpty();
    }

    @Test
    void wrongSettingEndsACommandWithAnotherStatusThanABrokenChain() {
        assertThat(command.run("verify-activity", "--config", "no-such.yaml")).isEqualTo(2);
        assertThat(command.err()).contains("no-such.yaml");
    }

    @Test
    void helpOfTheServiceNamesTheCommandsToo() throws IOException {
        Process help = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeyServiceMain.class.getName(),
                        "--help")
                .start();

        assertThat(new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(
                        "usage: keyservice [--config FILE]",
                        "  first-admin ",
                        "  verify-activity ",
                        "  new-epoch ",
                        "  reencrypt-secrets ");
    }

    @Test
    void repeatedArgumentsAreLeftToTheService() {
        assertThatCode(() -> KeyServiceCommands.ALL.runIfNamed("--config", "a.yaml", "--config", "b.yaml"))
                .doesNotThrowAnyException();
    }

    /** Returns the epoch and sequence that a verification responds with. */
    private JsonObject head() {
        JsonObject body = new JsonObject().put("secretId", "00000000000").put("digest", "A".repeat(42) + "A");
        return new Gateways(service)
                .ask(body.encode(), "Bearer " + TestService.GATEWAY_CREDENTIAL)
                .object();
    }

    private String token() {
        String printed = command.out();
        return printed.substring(printed.indexOf('#') + 1).strip();
    }

    private Reply accept(String token) {
        JsonObject body =
                new JsonObject().put("token", token).put("name", "First").put("password", PASSWORD);
        return service.post(null, "/invitations/accept", body.encode());
    }
}
