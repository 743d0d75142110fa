package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.operation.CommandLineRun.Said;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningWhole.class)
class KeysAreManagedFromTheCommandLineTest {
    private final Path folder;
    private final CommandLineRun line;

    KeysAreManagedFromTheCommandLineTest(@TempDir Path folder) {
        this.folder = folder;
        this.line = new CommandLineRun(folder);
    }

    @Test
    void fromItsCreationToItsEnd(Whole whole) throws IOException {
        signIn(whole);
        assertThat(rc("whoami").out()).contains("api-keys:");
        Path file = folder.resolve("key");
        String id = create(file);
        String first = Files.readString(file).strip();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new JsonArray(rc("keys", "list", "--json", "--status", "active")
                                .out())
                        .encode())
                .contains(id)
                .doesNotContain(first);

        JsonObject receipt = rotate(id, file, 1).object();

        assertThat(receipt.getString("status")).isEqualTo("effective");
        String second = Files.readString(file).strip();
        assertThat(status(whole, first)).isEqualTo(401);
        assertThat(status(whole, second)).isEqualTo(200);

        assertThat(rc("keys", "revoke", id).status()).as("without a terminal").isEqualTo(2);
        assertThat(rc("keys", "revoke", id, "--yes", "--json").object().getString("status"))
                .isEqualTo("effective");
        assertThat(status(whole, second)).isEqualTo(401);
        assertThat(new JsonArray(rc("receipts", id, "--json").out())).hasSize(2);
    }

    @Test
    void andARotationThatWasEndedInBetweenGoesOn(Whole whole) throws IOException {
        signIn(whole);
        Path file = folder.resolve("key");
        String id = create(file);
        String first = Files.readString(file).strip();
        whole.adminA().post("/api-keys/" + id + "/secrets", new JsonObject());

        rotate(id, file, 0).object();
        String second = Files.readString(file).strip();
        assertThat(second).as("the secret that nobody has was replaced").isNotEqualTo(first);
        assertThat(status(whole, second)).isEqualTo(200);

        String third = whole.adminA()
                .post("/api-keys/" + id + "/secrets", new JsonObject())
                .json()
                .getString("key");
        Files.writeString(file, third);
        rotate(id, file, 0).object();
        assertThat(Files.readString(file).strip())
                .as("no other secret was made")
                .isEqualTo(third);
        assertThat(status(whole, second)).isEqualTo(401);
    }

    /** Nothing shows the secret again, so a key whose secret cannot be kept would be of no use. */
    @Test
    void andNoneIsMadeWhoseSecretCannotBeWritten(Whole whole) throws IOException {
        signIn(whole);
        Path file = Files.writeString(folder.resolve("file"), "no directory");
        String name = Whole.unique("lost");

        Said refused = rc("keys", "create", "--name", name, "--key-out", file + "/key");

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).isEqualTo("error: " + file + "/key cannot be written\n");
        assertThat(rc("keys", "create", "--name", name, "--key-out", folder.toString())
                        .status())
                .isEqualTo(2);
        assertThat(rc("keys", "list", "--json").out()).doesNotContain(name);
    }

    @Test
    void andAFaultIsOneSentenceAndAStatus(Whole whole) throws IOException {
        assertThat(rc("keys", "list").status()).as("no context").isEqualTo(2);
        signIn(whole);
        assertThat(rc("keys", "list", "--colour").status()).isEqualTo(2);
        assertThat(rc("keys", "revoke", "x", "--yes").err())
                .isEqualTo("error: 'x' is not the id of a key; see rc keys list\n");
        assertThat(rc("receipts", "00000000-0000-4000-8000-000000000000").status())
                .isEqualTo(4);
        assertThat(rc("context", "add", "other", "--url", "gateway").status()).isEqualTo(2);
        Path none = Files.writeString(folder.resolve("no-key"), "raptor_none");
        assertThat(rc("context", "add", "bad", "--url", whole.value("GATEWAY_URL"), "--key-file", none.toString())
                        .status())
                .isZero();
        Said refused = rc("whoami");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err())
                .startsWith("error: the gateway answered 401: ")
                .doesNotContain("raptor_none");
        assertThat(rc("context", "use", "whole").status()).isZero();
        assertThat(rc("context", "list").out()).contains("whole", whole.value("GATEWAY_URL"));
    }

    private void signIn(Whole whole) throws IOException {
        line.signIn(whole, whole.value("ORG_A_ADMIN_KEY"));
    }

    private String create(Path file) {
        return rc(
                        "keys",
                        "create",
                        "--json",
                        "--role",
                        "api_user",
                        "--name",
                        Whole.unique("rc"),
                        "--key-out",
                        file.toString())
                .object()
                .getString("id");
    }

    private Said rotate(String id, Path file, int quietSeconds) {
        return rc("keys", "rotate", id, "--json", "--quiet", "" + quietSeconds, "--key-out", file.toString());
    }

    private static int status(Whole whole, String key) {
        return new Client(whole.value("GATEWAY_URL"), key)
                .get("/facilities?limit=1")
                .status();
    }

    private Said rc(String... arguments) {
        return line.rc(arguments);
    }
}
