package com.raptorcomply.acceptance.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.integration.Example.Ended;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Java client that is made of the running product's {@code /openapi.json} does what its example says. */
@ExtendWith(RunningWhole.class)
@Timeout(900)
class JavaClientCreatesReadsAndExportsTest {
    private final Path folder;

    JavaClientCreatesReadsAndExportsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void anAsset(Whole whole) throws Exception {
        String key =
                key(whole, "cyber-systems:read", "cyber-assets:read", "cyber-assets:create", "cyber-assets:update");
        String tag = Whole.unique("JAVA");
        Path out = folder.resolve("assets.csv");

        Ended made = run(whole, key, tag, out);
        Ended again = run(whole, key, tag, out);

        assertThat(made.status()).as(made.error()).isZero();
        assertThat(again.status()).as(again.error()).isZero();
        JsonArray found = whole.adminA().get("/cyber-assets?assetTag=" + tag).array();
        assertThat(found).hasSize(1);
        String id = found.getJsonObject(0).getString("id");
        assertThat(made.out()).startsWith("asset " + id + " with tag " + tag + '\n');
        assertThat(again.out()).startsWith("asset " + id + " with tag " + tag + '\n');
        assertThat(rows(out)).extracting(row -> row.getField("assetTag")).containsOnlyOnce(tag);
    }

    @Test
    void orSaysWhatIsRefused(Whole whole) throws Exception {
        Path out = folder.resolve("assets.csv");

        Ended refused = run(whole, key(whole, "cyber-systems:read"), Whole.unique("JAVA"), out);

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.error()).startsWith("error: 403 {").contains("cyber-assets:create");
        assertThat(out).doesNotExist();
    }

    private Ended run(Whole whole, String key, String tag, Path out) throws IOException, InterruptedException {
        String system = system(whole);
        return new Example(
                        "java-client/run",
                        folder,
                        Map.of("GATEWAY_URL", whole.value("GATEWAY_URL"), "RAPTOR_COMPLY_API_KEY", key))
                .run("--system", system, "--tag", tag, "--out", out.toString());
    }

    private static String key(Whole whole, String... permissions) {
        return whole.makeKey(new JsonObject().put("permissions", new JsonArray(List.of(permissions))))
                .getString("key");
    }

    private static String system(Whole whole) {
        return whole.adminA().get("/cyber-systems").array().stream()
                .map(JsonObject.class::cast)
                .filter(system -> system.getString("facilityId") != null)
                .map(system -> system.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            csv.forEach(rows::add);
        }
        return rows;
    }
}
