package com.raptorcomply.resources.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.csv.CsvText;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Export, import and export give equal bytes, with the Big List of Naughty Strings and cells that begin like formulas. */
class ExportIsImportedAsItWasTest {
    private static final List<String> HOSTILE = List.of(
            "=1", "+1", "-1", "@a", "\t1", "\r1", "\n1", "'", "'=1", "''x", " =1", "\"", "\"\"", ",", ";", "a\r\nb",
            " x ", "#");

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID facility = records.facility("F-1");
    private final UUID system = records.systemIn("facility_id", facility, "S-1");
    private final Upload upload = new Upload(caller, system);

    @Test
    void whateverItsCellsAre() throws IOException {
        Map<String, String> locations = new HashMap<>();
        CsvText file = new CsvText();
        file.line((Object[]) (Upload.REQUIRED + ",physicalLocation").split(",", -1));
        for (String text : texts()) {
            String tag = "T-" + locations.size();
            locations.put(tag, text);
            List<Object> cells = new ArrayList<>(List.of(Upload.row(tag).split(",", -1)));
            cells.add(text);
            file.line(cells.toArray());
        }
        assertThat(locations.values()).containsAll(HOSTILE).hasSizeGreaterThan(350);

        Answer imported = upload.send(file.take());
        assertThat(imported.status()).as(imported.body()).isEqualTo(200);
        assertThat(stored()).isEqualTo(locations);
        String first = export();
        records.execute("UPDATE cyber_asset SET deleted_at = change_time()");
        assertThat(upload.send(first).status()).isEqualTo(200);

        assertThat(export()).isEqualTo(first);
        assertThat(stored()).isEqualTo(locations);
        assertThat(upload.sendWith("?mode=upsert", first).object().getInteger("unchanged"))
                .isEqualTo(locations.size());
    }

    private Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        caller.get("/cyber-assets").array().forEach(each -> {
            JsonObject asset = (JsonObject) each;
            stored.put(asset.getString("assetTag"), asset.getString("physicalLocation"));
        });
        return stored;
    }

    private String export() {
        return caller.get("/facilities/" + facility + "/cyber-assets/export").body();
    }

    /** Returns the hostile and naughty texts that an import accepts; it refuses those that a POST refuses. */
    static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>(HOSTILE);
        texts.addAll(naughty());
        texts.removeIf(text -> !isAccepted(text));
        return texts;
    }

    private static boolean isAccepted(String text) {
        return !text.isEmpty()
                && text.codePointCount(0, text.length()) <= 255
                && text.codePoints()
                        .allMatch(c -> c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && (c < 0x7f || c >= 0xa0)))
                && text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static List<String> naughty() throws IOException {
        try (InputStream list =
                Objects.requireNonNull(ExportIsImportedAsItWasTest.class.getResourceAsStream("/naughty/blns.json"))) {
            return new JsonArray(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .stream().map(String.class::cast).distinct().toList();
        }
    }
}
