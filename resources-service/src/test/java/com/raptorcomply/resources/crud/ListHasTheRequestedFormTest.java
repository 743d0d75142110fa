package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list has the members that the request names, and the format that it prefers: a JSON array or one record per line. */
class ListHasTheRequestedFormTest {
    private static final int ASSETS = 3;

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    @BeforeEach
    void create() {
        UUID system = records.system("S-1");
        for (int i = 0; i < ASSETS; i++) {
            caller.post("/cyber-assets", Records.asset(system, "T-" + i));
        }
    }

    @Test
    void onlyTheMembersThatItNames() {
        JsonObject whole = caller.get("/cyber-assets").array().getJsonObject(1);

        JsonObject some = caller.get("/cyber-assets?fields=assetTag,firmwareVersion,count")
                .array()
                .getJsonObject(1);

        assertThat(some.fieldNames()).containsExactly("id", "assetTag", "count");
        some.forEach(member -> assertThat(member.getValue()).isEqualTo(whole.getValue(member.getKey())));
        assertThat(caller.get("/cyber-assets?fields=id&limit=1")
                        .array()
                        .getJsonObject(0)
                        .fieldNames())
                .containsExactly("id");
        records.controlCenter("CC-1");
        assertThat(caller.get("/control-centers?fields=cyberAssetsCount")
                        .array()
                        .getJsonObject(0)
                        .fieldNames())
                .containsExactly("id", "cyberAssetsCount");
    }

    @Test
    void withTheTagOfTheWholeRecord() {
        for (String list : new String[] {"/cyber-assets", "/facilities"}) {
            JsonObject some =
                    caller.get(list + "?fields=id&include=etag").array().getJsonObject(0);

            assertThat(some.fieldNames()).containsExactly("id", "etag");
            assertThat(some.getString("etag"))
                    .isEqualTo(caller.get(list + "/" + some.getString("id")).header("ETag"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-ndjson",
                "application/x-ndjson;q=0.9, application/json;q=0.5",
                "application/x-ndjson, */*",
                "APPLICATION/X-NDJSON",
                "text/csv, application/x-ndjson;q=0.1"
            })
    void oneRecordInEachLine(String accept) {
        List<Object> whole = caller.get("/cyber-assets").array().stream().toList();

        for (String query : List.of("", "?limit=1000", "?updatedSince=2020-01-01T00:00:00Z")) {
            Answer lines = caller.get("/cyber-assets" + query, "Accept", accept);
            assertThat(lines.header("Content-Type")).isEqualTo("application/x-ndjson");
            assertThat(lines.header("Vary")).isEqualTo("Accept, Accept-Encoding");
            assertThat(lines.body()).endsWith("\n");
            assertThat(lines.body().lines().<Object>map(JsonObject::new)).containsExactlyElementsOf(whole);
        }
        assertThat(caller.get("/control-centers", "Accept", accept).body()).isEmpty();
    }

    @Test
    void pagesOfLinesToo() {
        Answer first = caller.get("/cyber-assets?limit=2&fields=assetTag", "Accept", "application/x-ndjson");
        String link = first.header("Link");
        Answer second = caller.get(link.substring(1, link.indexOf('>')), "Accept", "application/x-ndjson");

        assertThat(first.body().lines()).hasSize(2);
        assertThat(second.body().lines()).hasSize(1).allMatch(line -> line.contains("T-2") && !line.contains("count"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "application/*",
                "application/json, application/x-ndjson",
                "application/x-ndjson;q=0",
                "application/x-ndjson;q=0.1, */*;q=0.5",
                "text/csv",
                "nonsense"
            })
    void otherwiseAnArray(String accept) {
        Answer array = caller.get("/cyber-assets", "Accept", accept);

        assertThat(array.header("Content-Type")).isEqualTo("application/json");
        assertThat(array.array()).hasSize(ASSETS);
    }
}
