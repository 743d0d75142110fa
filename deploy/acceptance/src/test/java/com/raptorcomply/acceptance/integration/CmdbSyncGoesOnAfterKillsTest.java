package com.raptorcomply.acceptance.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.integration.Example.Ended;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sync of a CMDB, killed at any points, ends with a copy that is the data and with each asset written once. */
@ExtendWith(RunningWhole.class)
@Timeout(600)
class CmdbSyncGoesOnAfterKillsTest {
    private static final int ASSETS = 120;
    private static final int KILLS = 12;
    private static final int KILLED_WITHIN_MILLIS = 1_500;
    private static final List<String> TYPES = List.of("cyber_asset", "cyber_system", "facility");

    private final Path folder;

    CmdbSyncGoesOnAfterKillsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The key's low rate limit makes the gateway respond with 429 and Retry-After all the time. */
    private Example sync(Whole whole) {
        JsonObject key = whole.makeKey(new JsonObject()
                .put(
                        "permissions",
                        new JsonArray(List.of(
                                "changes:read",
                                "facilities:read",
                                "cyber-systems:read",
                                "cyber-assets:read",
                                "cyber-assets:create",
                                "cyber-assets:update")))
                .put("rateLimit", new JsonObject().put("requests", 60).put("periodSeconds", 1)));
        return new Example(
                "cmdb-sync.py",
                folder,
                Map.of("GATEWAY_URL", whole.value("GATEWAY_URL"), "RAPTOR_COMPLY_API_KEY", key.getString("key")));
    }

    private List<JsonObject> assets(Whole whole) {
        return IntStream.range(0, ASSETS)
                .mapToObj(number -> whole.newAsset().put("assetTitle", "From the CMDB"))
                .toList();
    }

    private Path file(List<JsonObject> assets) throws IOException {
        return Files.write(
                folder.resolve("assets"),
                assets.stream().map(JsonObject::encode).toList());
    }

    @Test
    void withACopyThatIsTheData(Whole whole) throws Exception {
        Example sync = sync(whole);
        Client other = whole.adminA();
        List<JsonObject> assets = assets(whole);
        String[] arguments = {
            "--state",
            folder.resolve("state").toString(),
            "--assets",
            file(assets).toString()
        };
        long seed = new Random().nextLong();
        Random random = new Random(seed);

        int killed = 0;
        for (int i = 0; i < KILLS; i++) {
            killed += sync.kill(1 + random.nextInt(KILLED_WITHIN_MILLIS), arguments) ? 1 : 0;
            change(other, whole);
        }
        Ended ended = sync.run(arguments);

        assertThat(killed).as("seed " + seed).isPositive();
        assertThat(ended.status()).as("seed " + seed + ": " + ended.error()).isZero();
        for (String type : TYPES) {
            assertThat(copied(sync, type)).as("seed " + seed + ", " + type).isEqualTo(listed(other, type));
        }
        for (JsonObject asset : assets) {
            assertThat(other.get("/cyber-assets?fields=assetTitle&assetTag=" + asset.getString("assetTag"))
                            .array())
                    .as("seed " + seed)
                    .hasSize(1);
        }
    }

    @Test
    void andNamesWhatIsRefused(Whole whole) throws Exception {
        JsonObject bad = whole.newAsset().put("count", 0);
        Path file = Files.write(
                folder.resolve("bad"),
                List.of("no JSON", bad.encode(), whole.newAsset().encode()));
        String state = folder.resolve("state").toString();
        Ended ended = sync(whole).run("--state", state, "--assets", file.toString());

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.error().lines())
                .containsExactly(
                        "line 1: no JSON object with an assetTag",
                        "line 2: 422 Field 'count' must be from 1 to 1000000");
    }

    @Test
    void alsoOfATagThatCannotBeInAPath(Whole whole) throws Exception {
        String tag = Whole.unique("A/B");
        JsonObject asset = whole.newAsset().put("assetTag", tag);
        JsonObject bad = asset.copy().put("assetTag", tag + "/C").put("count", 0);
        Path file = Files.write(folder.resolve("slashes"), List.of(asset.encode(), bad.encode()));
        Ended ended = sync(whole).run("--state", folder.resolve("state").toString(), "--assets", file.toString());

        assertThat(ended.error()).isEqualTo("line 2: 422 Field 'count' must be from 1 to 1000000\n");
        assertThat(whole.adminA()
                        .get("/cyber-assets?assetTag=" + tag.replace("/", "%2F"))
                        .array())
                .hasSize(1);
    }

    @Test
    void orSaysWhyItCannot(Whole whole) throws Exception {
        String state = folder.resolve("state").toString();
        Map<String, String> url = Map.of("GATEWAY_URL", whole.value("GATEWAY_URL"));
        Map<String, String> unknown = new HashMap<>(url);
        unknown.put("RAPTOR_COMPLY_API_KEY", "rc_live_no");

        Ended refused = new Example("cmdb-sync.py", folder, unknown).run("--state", state);
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.error()).isEqualTo("error: GET /changes: 401 Invalid API key\n");
        Ended without = new Example("cmdb-sync.py", folder, url).run("--state", state);
        assertThat(without.status()).isEqualTo(2);
        assertThat(without.error()).isEqualTo("error: no API key: set RAPTOR_COMPLY_API_KEY or --key-file\n");
        Ended unencrypted = new Example("cmdb-sync.py", folder, unknown)
                .run("--state", state, "--url", "http://gateway.example.com");
        assertThat(unencrypted.status()).isEqualTo(2);
        assertThat(unencrypted.error()).contains("use https");
        Ended nobody = new Example("cmdb-sync.py", folder, unknown)
                .run("--state", state, "--url", "http://127.0.0.1:1", "--patience", "1");
        assertThat(nobody.status()).isEqualTo(75);
    }

    /** Changes what may or may not be in the copy by now: one asset is added, one changed, one deleted. */
    private static void change(Client other, Whole whole) {
        Reply added = other.post("/cyber-assets", whole.newAsset());
        Reply gone = other.post("/cyber-assets", whole.newAsset());
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        other.patch("/cyber-assets/" + added.json().getString("id"), new JsonObject().put("model", "Changed"));
        other.delete("/cyber-assets/" + gone.json().getString("id"));
    }

    private static Map<String, JsonObject> copied(Example sync, String type) throws Exception {
        Ended listed = sync.run("--state", sync.folder().resolve("state").toString(), "--list", type);
        assertThat(listed.status()).as(listed.error()).isZero();
        return byId(listed.out().lines().map(JsonObject::new).toList());
    }

    private static Map<String, JsonObject> listed(Client other, String type) {
        String path = type.equals("facility") ? "/facilities" : '/' + type.replace('_', '-') + 's';
        return byId(other.get(path).array().stream().map(JsonObject.class::cast).toList());
    }

    private static Map<String, JsonObject> byId(List<JsonObject> records) {
        Map<String, JsonObject> byId = new HashMap<>();
        records.forEach(record -> byId.put(record.getString("id"), record));
        assertThat(byId).hasSameSizeAs(records);
        return byId;
    }
}
