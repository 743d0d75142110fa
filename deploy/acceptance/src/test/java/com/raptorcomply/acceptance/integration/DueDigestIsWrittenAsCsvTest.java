package com.raptorcomply.acceptance.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.integration.Example.Ended;
import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The digest has each item of the due list, over all pages, in cells that no spreadsheet runs. */
@ExtendWith(RunningWhole.class)
@Timeout(300)
class DueDigestIsWrittenAsCsvTest {
    private static final String FORMULA = "=HYPERLINK(\"https://example.com\",\"a,b\")";

    private final Path folder;

    DueDigestIsWrittenAsCsvTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Example digest(Map<String, String> environment) {
        return new Example("due-digest", folder, environment);
    }

    @Test
    void withEachItemOnce(Whole whole) throws Exception {
        Client client = whole.adminA();
        client.post("/cyber-assets", whole.newAsset().put("assetTitle", FORMULA).put("lastPatchDate", "2020-01-01"));
        Path key = Files.writeString(folder.resolve("key"), whole.value("ORG_A_ADMIN_KEY") + '\n');
        Path out = folder.resolve("due.csv");
        Map<String, String> environment =
                Map.of("GATEWAY_URL", whole.value("GATEWAY_URL"), "RAPTOR_COMPLY_API_KEY_FILE", key.toString());

        Ended ended = digest(environment).run("--before", "2030-01-01", "--out", out.toString());

        assertThat(ended.status()).as(ended.error()).isZero();
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(out)) {
            csv.forEach(rows::add);
        }
        List<JsonObject> due = due(client);
        assertThat(rows).hasSameSizeAs(due);
        assertThat(rows)
                .extracting(row -> row.getField("resourceId") + row.getField("kind"))
                .containsExactlyInAnyOrderElementsOf(due.stream()
                        .map(item -> item.getString("resourceId") + item.getString("kind"))
                        .toList());
        assertThat(rows).extracting(row -> row.getField("title")).contains("'" + FORMULA);
    }

    /** Reads all pages with a small limit. */
    private static List<JsonObject> due(Client client) {
        List<JsonObject> all = new ArrayList<>();
        String path = "/due?before=2030-01-01&limit=7";
        while (!path.isEmpty()) {
            var page = client.get(path);
            page.array().forEach(item -> all.add((JsonObject) item));
            path = page.header("Link")
                    .map(link -> link.replaceAll("^<(.*)>.*", "$1"))
                    .orElse("");
        }
        return all;
    }

    @Test
    void orNothingWithTheReason(Whole whole) throws Exception {
        Map<String, String> bad =
                Map.of("GATEWAY_URL", whole.value("GATEWAY_URL"), "RAPTOR_COMPLY_API_KEY", "rc_live_no");
        Path out = folder.resolve("due.csv");

        Ended refused = digest(bad).run("--out", out.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.error()).isEqualTo("error: GET /due: 401 Invalid API key\n");
        assertThat(out).doesNotExist();
        assertThat(digest(bad).run("--before", "tomorrow").status()).isEqualTo(2);
        Ended without =
                digest(Map.of("GATEWAY_URL", whole.value("GATEWAY_URL"))).run();
        assertThat(without.error()).startsWith("error: no API key");
    }
}
