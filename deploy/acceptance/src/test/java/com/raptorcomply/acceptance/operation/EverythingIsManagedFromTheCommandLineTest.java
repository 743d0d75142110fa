package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.operation.CommandLineRun.Said;
import com.raptorcomply.acceptance.whole.KeyServiceDatabase;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningWhole.class)
class EverythingIsManagedFromTheCommandLineTest {
    private static final String OLD = "UPDATE api_key SET created_at = now() - interval '400 days' WHERE id = ?";

    private final Path folder;
    private final CommandLineRun line;

    EverythingIsManagedFromTheCommandLineTest(@TempDir Path folder) {
        this.folder = folder;
        this.line = new CommandLineRun(folder);
    }

    @BeforeEach
    void signIn(Whole whole) throws IOException {
        line.signIn(whole, whole.value("ORG_A_ADMIN_KEY"));
    }

    @Test
    void keysAreChanged(Whole whole) {
        String id = whole.makeKey(new JsonObject()).getString("id");
        JsonObject changed = line.json(
                        "keys",
                        "edit",
                        id,
                        "--name",
                        "Renamed",
                        "--expires",
                        "2099-01-31T12:00:00Z",
                        "--cidr",
                        "192.0.2.0/24")
                .object();
        assertThat(changed.getString("name")).isEqualTo("Renamed");
        assertThat(changed.getString("expiresAt")).startsWith("2099-01-31T12:00:00");
        assertThat(changed.getJsonArray("allowedCidrs")).containsExactly("192.0.2.0/24");
        JsonObject lifted = line.json("keys", "edit", id, "--expires", "never", "--cidr", "any")
                .object();
        assertThat(lifted.getString("expiresAt")).isNull();
        assertThat(lifted.getString("name")).isEqualTo("Renamed");
        assertThat(line.rc("keys", "edit", id).err())
                .isEqualTo("error: there is nothing to change; see rc keys edit --help\n");
        assertThat(line.rc("keys", "edit", id, "--cidr", "192.0.2.0/33").status())
                .isEqualTo(1);
    }

    @Test
    void unusedKeysAreRevokedAfterADryRun(Whole whole) {
        String words = Whole.unique("abandoned");
        String old = whole.makeKey(new JsonObject().put("name", words)).getString("id");
        whole.makeKey(new JsonObject().put("name", words + " but new"));
        KeyServiceDatabase.execute(whole, OLD, UUID.fromString(old));
        String[] command = {"keys", "revoke-unused", "--days", "365", "--search", words};
        JsonArray listed = line.json(and(command, "--dry-run")).array();
        assertThat(listed).hasSize(1);
        assertThat(listed.getJsonObject(0).getString("id")).isEqualTo(old);
        assertThat(line.rc(command).status()).as("without a terminal").isEqualTo(2);
        assertThat(line.json(and(command, "--dry-run")).array()).hasSize(1);
        JsonArray receipts = line.json(and(command, "--yes")).array();
        assertThat(receipts.getJsonObject(0).getString("status")).isEqualTo("effective");
        assertThat(line.json(and(command, "--dry-run")).array()).isEmpty();
        assertThat(line.rc("keys", "revoke-unused", "--days", "0", "--dry-run").status())
                .isEqualTo(1);
    }

    @Test
    void usersAreAddedAndDisabled() throws IOException {
        Path token = folder.resolve("token");
        String email = Whole.unique("rc") + "@example.com";
        String[] create = {"users", "create", "--email", email, "--token-out", token.toString()};
        JsonObject invited = line.json(create).object();
        assertThat(invited.getString("status")).isEqualTo("pending");
        assertThat(invited.encode()).doesNotContain(Files.readString(token).strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        create[3] = "x" + email;
        String id = line.json(and(create, "--name", "Kim Alder")).object().getString("id");
        assertThat(line.rc("users", "edit", id, "--status", "disabled").status())
                .isEqualTo(2);
        JsonObject disabled = line.json("users", "edit", id, "--status", "disabled", "--role", "org_admin", "--yes")
                .object();
        assertThat(disabled.getString("status")).isEqualTo("disabled");
        assertThat(disabled.getJsonObject("receipt").getString("status")).isEqualTo("effective");
        assertThat(line.rc("users", "list", "--status", "disabled", "--email", "x" + email)
                        .out())
                .contains(id, "Kim Alder", "org_admin");
        assertThat(line.rc("users", "edit", "me", "--name", "x").err())
                .isEqualTo("error: 'me' is not the id of a user; see rc users list\n");
    }

    @Test
    void organizationsKeepTheirSettings(Whole whole) {
        JsonObject own = line.json("organizations", "list").array().getJsonObject(0);
        String id = own.getString("id");
        JsonObject changed =
                line.json("organizations", "edit", id, "--max-key-days", "3000").object();
        assertThat(changed.getJsonObject("keyPolicy").getInteger("maxLifetimeDays"))
                .isEqualTo(3_000);
        JsonObject lifted =
                line.json("organizations", "edit", id, "--max-key-days", "none").object();
        assertThat(lifted.getJsonObject("keyPolicy").getInteger("maxLifetimeDays"))
                .isNull();
        assertThat(line.rc("organizations", "edit", id, "--max-key-days", "soon")
                        .err())
                .isEqualTo("error: --max-key-days must be a number of days or none\n");
        Said refused = line.rc("organizations", "create", "--name", "Not mine to make");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).startsWith("error: the gateway answered 403");
    }

    @Test
    void activityIsShownVerifiedAndExported(Whole whole) throws IOException {
        String name = Whole.unique("seen");
        whole.makeKey(new JsonObject().put("name", name));
        assertThat(line.rc("activity", "tail").out()).contains("create", "api-key");
        whole.adminA().post("/cyber-assets", whole.newAsset());
        assertThat(line.rc("activity", "tail", "--type", "cyber_asset", "--most", "1")
                        .out()
                        .lines())
                .hasSize(2);
        JsonObject state = line.json("activity", "verify").object();
        assertThat(state.getString("state")).isEqualTo("holds");
        String sequence = state.getLong("sequence").toString();
        String hash = state.getString("hash");
        assertThat(line.rc("activity", "verify", "--sequence", sequence, "--hash", hash)
                        .status())
                .isZero();
        String other = hash.replace(hash.charAt(0), hash.charAt(0) == 'a' ? 'b' : 'a');
        assertThat(line.rc("activity", "verify", "--sequence", sequence, "--hash", other)
                        .status())
                .isNotZero();
        assertThat(line.rc("activity", "verify", "--hash", hash).status()).isEqualTo(2);
        Path file = folder.resolve("log");
        line.json("activity", "export", "--out", file.toString()).object();
        assertThat(new JsonObject(Files.readAllLines(file).get(0))
                        .getJsonObject("head")
                        .getLong("sequence"))
                .isGreaterThanOrEqualTo(state.getLong("sequence"));
    }

    @Test
    void dataIsImportedAndExported(Whole whole) throws IOException {
        JsonObject asset = whole.newAsset();
        String system = asset.getString("cyberSystemId");
        asset.remove("cyberSystemId");
        String columns = String.join(",", asset.fieldNames());
        String row = asset.stream().map(field -> "\"" + field.getValue() + "\"").collect(Collectors.joining(","));
        Path file = Files.writeString(folder.resolve("assets.csv"), columns + "\n" + row + "\n");
        assertThat(line.rc("data", "template").out()).contains("assetTag", "assetTitle");
        String[] command = {"data", "import", file.toString(), "--system", system};
        Said dry = line.json(and(command, "--dry-run"));
        assertThat(dry.status()).as(dry.err()).isZero();
        line.json(command).object();
        Said twice = line.rc(command);
        assertThat(twice.status()).isEqualTo(1);
        assertThat(twice.err()).startsWith("error: the gateway answered 400: The file has an error");
        assertThat(twice.out()).contains("row", "assetTag");
        line.json(and(command, "--update")).object();

        JsonObject facility = whole.adminA().get("/facilities?limit=1").array().getJsonObject(0);
        Path out = folder.resolve("out.csv");
        line.json("data", "export", "--facility", facility.getString("id"), "--out", out.toString())
                .object();
        assertThat(Files.readString(out)).contains("assetTag");
        assertThat(line.rc("data", "export", "--out", out.toString()).status()).isEqualTo(2);
        assertThat(line.rc("data", "import", "/nowhere.csv", "--system", system).status())
                .isEqualTo(2);
        String[] unknown = {"data", "export", "--facility", UUID.randomUUID().toString(), "--out", folder + "/none"};
        assertThat(line.rc(unknown).status()).isEqualTo(4);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aRefusalIsExplained(Whole whole) {
        JsonObject key = whole.makeKey(new JsonObject());
        line.json("keys", "revoke", key.getString("id"), "--yes").object();
        Reply refused = whole.clientA().with(key.getString("key")).get("/facilities");
        assertThat(refused.status()).isEqualTo(401);
        String requestId = refused.header("X-Request-Id").orElseThrow();
        JsonObject trace = line.json("why", requestId).object();
        assertThat(trace.getString("requestId")).isEqualTo(requestId);
        assertThat(trace.getInteger("status")).isEqualTo(401);
        assertThat(trace.getString("check")).isNotEmpty();
        assertThat(line.rc("why", "no such request").status()).isEqualTo(2);
        assertThat(line.rc("why", "unknown-request").status()).isEqualTo(4);
    }

    @Test
    void andTheShellCompletes() {
        Said completion = line.rc("completion");
        assertThat(completion.status()).isZero();
        assertThat(completion.out()).contains("complete -F", "revoke-unused", "--dry-run");
    }

    private static String[] and(String[] command, String... more) {
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }
}
