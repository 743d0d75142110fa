package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.operation.CommandLineRun.Said;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A program stands in for kubectl: it keeps its arguments and the Secret, as a cluster would. */
@ExtendWith(RunningWhole.class)
class RotationPutsTheSecretWhereItBelongsTest {
    private static final String PLACE = "prod/gateway-key/api-key";

    private final Path folder;
    private final CommandLineRun line;
    private final Path kubectl;

    RotationPutsTheSecretWhereItBelongsTest(@TempDir Path folder) {
        this.folder = folder;
        this.line = new CommandLineRun(folder);
        this.kubectl = folder.resolve("kubectl");
    }

    @BeforeEach
    void signIn(Whole whole) throws IOException {
        line.signIn(whole, whole.value("ORG_A_ADMIN_KEY"));
        Files.writeString(kubectl, """
                #!/bin/sh
                echo "$@" >> '%1$s/arguments'
                case $1 in get) cat '%1$s/stored' 2>/dev/null;; apply) cat > '%1$s/stored';; esac
                exit 0
                """.formatted(folder));
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void inAKubernetesSecretByStandardInputAlone(Whole whole) throws IOException {
        JsonObject key = whole.makeKey(new JsonObject());
        assertThat(toKubernetes(key).object().getString("status")).isEqualTo("effective");
        String second = stored();
        assertThat(status(whole, second)).isEqualTo(200);
        assertThat(status(whole, key.getString("key"))).isEqualTo(401);
        assertThat(Files.readString(folder.resolve("arguments")))
                .contains("apply --server-side", "--namespace=prod")
                .doesNotContain(second, Base64.getEncoder().encodeToString(second.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void andGoesOnWithTheSecretThatIsThere(Whole whole) throws IOException {
        JsonObject key = whole.makeKey(new JsonObject());
        String second = whole.adminA()
                .post("/api-keys/" + key.getString("id") + "/secrets", new JsonObject())
                .json()
                .getString("key");
        Files.writeString(folder.resolve("stored"), "no Secret");
        assertThat(toKubernetes(key).err()).contains("answered with something else than a Secret");
        Files.writeString(folder.resolve("stored"), manifest(second));
        toKubernetes(key).object();
        assertThat(stored()).isEqualTo(second);
        assertThat(status(whole, key.getString("key"))).isEqualTo(401);
    }

    @Test
    void orGivesItToACommand(Whole whole) throws IOException {
        JsonObject key = whole.makeKey(new JsonObject());
        Path file = folder.resolve("given");
        Said done =
                line.json("keys", "rotate", key.getString("id"), "--quiet", "0", "--key-to", "cat > '" + file + "'");
        assertThat(done.object().getString("status")).isEqualTo("effective");
        assertThat(status(whole, Files.readString(file))).isEqualTo(200);
    }

    @Test
    void andRevokesNothingWhereItCannotBePut(Whole whole) {
        JsonObject key = whole.makeKey(new JsonObject());
        Said failed =
                line.rc("keys", "rotate", key.getString("id"), "--quiet", "0", "--key-to", "cat > /dev/null; exit 7");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.err()).contains("error: sh ended with status 7").doesNotContain("rc_live_");
        assertThat(status(whole, key.getString("key"))).isEqualTo(200);
        String[] wrong = {"keys", "rotate", key.getString("id"), "--kubernetes-secret", "prod/Gateway_Key"};
        assertThat(line.rc(wrong).status()).isEqualTo(2);
        assertThat(line.rc("keys", "rotate", key.getString("id")).status())
                .as("no target")
                .isEqualTo(2);
    }

    private Said toKubernetes(JsonObject key) {
        return line.json(
                "keys",
                "rotate",
                key.getString("id"),
                "--quiet",
                "0",
                "--kubernetes-secret",
                PLACE,
                "--kubectl",
                kubectl.toString());
    }

    private static String manifest(String value) {
        String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        return new JsonObject()
                .put("data", new JsonObject().put("api-key", encoded))
                .encode();
    }

    private String stored() throws IOException {
        String encoded = new JsonObject(Files.readString(folder.resolve("stored")))
                .getJsonObject("data")
                .getString("api-key");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    private static int status(Whole whole, String key) {
        return new Client(whole.value("GATEWAY_URL"), key.strip())
                .get("/validate")
                .status();
    }
}
