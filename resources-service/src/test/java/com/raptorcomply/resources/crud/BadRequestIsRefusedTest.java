package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed request is refused with a specific error, and nothing is stored. */
class BadRequestIsRefusedTest {
    private static final String[] JSON = {"Content-Type", "application/json"};
    private final Caller caller = Caller.ofNewOrganization();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"count\":1,\"count\":2}",
                "{\"count\":1} x",
                "{/* */\"count\":1}",
                "{\"count\":NaN}",
                "{'count':1}",
                " "
            })
    void notOneJsonObject(String body) {
        Answer refused = caller.send("POST", "/cyber-assets", body, JSON);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.object().getString("error")).isEqualTo("Bad Request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800b"})
    void textThatCannotBeStoredNamesItsField(String text) {
        Answer refused = caller.send("POST", "/cyber-assets", "{\"assetTitle\":\"" + text + "\"}", JSON);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.object().getString("field")).isEqualTo("assetTitle");
    }

    @Test
    void compressedBodyNamesTheCoding() {
        Answer refused = caller.post("/cyber-assets", new JsonObject(), "Content-Encoding", "gzip");

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(refused.message()).contains("'gzip'");
    }

    @Test
    void partOfABody() {
        Answer refused = caller.post("/cyber-assets", new JsonObject(), "Content-Range", "bytes 0-1/9");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.object().getString("field")).isEqualTo("Content-Range");
    }

    @Test
    void noBody() {
        assertThat(caller.send("POST", "/cyber-assets", "", JSON).status()).isEqualTo(400);
    }

    @Test
    void deeplyNestedBody() {
        String deep = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);

        assertThat(caller.send("POST", "/cyber-assets", deep, JSON).status()).isIn(400, 413);
    }

    @Test
    void tooLargeBody() {
        String large = "{\"assetTitle\":\"" + "x".repeat(300_000) + "\"}";

        assertThat(caller.send("POST", "/cyber-assets", large, JSON).status()).isEqualTo(413);
    }

    @Test
    void otherMediaType() {
        UUID system = Records.of(caller).system("S");
        String body = Records.asset(system, "T").encode();

        assertThat(caller.send("POST", "/cyber-assets", body).status()).isEqualTo(415);
        assertThat(caller.send("POST", "/cyber-assets", body, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(caller.send("POST", "/cyber-assets", body, "Content-Type", "application/merge-patch+json")
                        .status())
                .isEqualTo(415);
        assertThat(caller.get("/cyber-assets").body()).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit=0|limit",
                "limit=1001|limit",
                "limit=-1|limit",
                "limit=ten|limit",
                "limit=|limit",
                "limit=1&limit=2|limit",
                "limit=99999999999999999999|limit",
                "cursor=|cursor",
                "cursor=!!|cursor",
                "cursor=AAAA|cursor",
                "cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA|cursor",
                "cursor=AAAAAAAAAAAAAAAAAAAAAA&updatedSince=2026-01-01T00:00:00Z|cursor",
                "cursor=AAAAAAAAAAAAAAAAAAAAAA==|cursor",
                "cursor=AAAAAAAAAAAAAAAAAAAAAB|cursor",
                "cursor=AAECAwQFBgcICQoLDA0OD4AAAAAAAAAA&updatedSince=2026-01-01T00:00:00Z|cursor",
                "cursor=AAECAwQFBgcICQoLDA0OD___Shn1wMAA&updatedSince=2026-01-01T00:00:00Z|cursor",
                "updatedSince=yesterday|updatedSince",
                "updatedSince=2026-01-01|updatedSince",
                "updatedSince=%2B999999999-12-31T23:59:59Z|updatedSince",
                "includeDeleted=maybe|includeDeleted",
                "include=version|include",
                "include=etag&include=etag|include",
                "cursor=%00|cursor",
                "limit=%00|limit",
                "updatedSince=2026-01-01T00:00:00Z%00|updatedSince",
                "include=etag%00|include",
                "fields=|fields",
                "fields=assetTag,|fields",
                "fields=secret|fields",
                "fields=assetTag,assetTag|fields",
                "sort=|sort",
                "sort=count|sort",
                "sort=--assetTag|sort",
                "sort=assetTag,-assetTag|sort",
                "sort=assetTag,assetTitle,updatedAt|sort",
                "q=|q",
                "q=%20|q",
                "q=--|q",
                "q=a%20b%20c%20d%20e%20f|q",
                "impactLevel=|impactLevel",
                "impactLevel=High|impactLevel",
                "impactLevel=high,low|impactLevel",
                "impactLevel=high&impactLevel=low|impactLevel",
                "inService=1|inService",
                "cyberSystemId=1|cyberSystemId",
                "facilityId=%27|facilityId",
                "assetTag=%20T|assetTag",
                "assetTag=%00|assetTag",
                "manufacturer=Dell|manufacturer",
            })
    void badParameter(String query, String field) {
        Answer refused = caller.get("/cyber-assets?" + query);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.object().getString("field")).isEqualTo(field);
        if (!field.equals("manufacturer")) {
            assertThat(refused.message()).startsWith("Parameter '" + field + "' ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/cyber-assets/x/y", "/cyber-assets/not-an-id", "/cyber-assets/1-1-1-1-1"})
    void nothingThere(String path) {
        Answer missing = caller.get(path);

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.message()).isEqualTo("Resource not found");
    }

    @Test
    void wrongMethod() {
        Answer refused = caller.send("DELETE", "/cyber-assets", "");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS", "POST");
        assertThat(refused.header("Accept-Patch")).isEmpty();
        assertThat(caller.send("PATCH", "/facilities", "{}", JSON).status()).isEqualTo(405);
    }

    /** The last part of the path is no id. */
    @Test
    void wrongMethodWhereAnIdCouldBe() {
        for (String path : new String[] {"/cyber-assets/bulk", "/tasks/bulk"}) {
            Answer refused = caller.get(path);

            assertThat(refused.status()).as(path).isEqualTo(405);
            assertThat(refused.header("Allow").split(", ")).containsExactlyInAnyOrder("OPTIONS", "POST");
        }
    }

    @Test
    void methodsAndTypesOfPatchesAreTold() {
        String record = "/cyber-assets/" + UUID.randomUUID();
        Answer options = caller.send("OPTIONS", record, "");
        Answer refused = caller.send("POST", record, "{}", JSON);

        assertThat(options.status()).isEqualTo(204);
        assertThat(refused.status()).isEqualTo(405);
        for (Answer answer : new Answer[] {options, refused}) {
            assertThat(answer.header("Allow").split(", "))
                    .containsExactlyInAnyOrder("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT");
            assertThat(answer.header("Accept-Patch")).isEqualTo("application/json, application/merge-patch+json");
        }
        assertThat(caller.send("OPTIONS", "/cyber-assets", "").header("Accept-Patch"))
                .isEmpty();
        assertThat(caller.send("OPTIONS", "/nothing", "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "y"})
    void badIdempotencyKey(String key) {
        UUID system = Records.of(caller).system("S" + key);
        String[] headers = key.equals("y")
                ? new String[] {"Idempotency-Key", "a", "Idempotency-Key", "b"}
                : new String[] {"Idempotency-Key", key.isEmpty() ? "" : key.repeat(256)};

        Answer refused = caller.post("/cyber-assets", Records.asset(system, "T"), headers);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.object().getString("field")).isEqualTo("Idempotency-Key");
        assertThat(caller.get("/cyber-assets").body()).isEqualTo("[]");
    }

    @Test
    void problemJsonIfAskedFor() {
        Answer missing = caller.get("/facilities/" + UUID.randomUUID(), "Accept", "application/problem+json");

        assertThat(missing.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(missing.object().getMap()).containsEntry("status", 404).containsEntry("error", "Not Found");
    }
}
