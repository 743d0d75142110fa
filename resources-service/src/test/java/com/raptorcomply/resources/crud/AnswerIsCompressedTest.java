package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.stamp.Stamp;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and large records are sent complete in gzip to clients that accept it, and conditions still hold. */
class AnswerIsCompressedTest {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);
    private final UUID system = records.system("S-1");

    @ParameterizedTest
    @ValueSource(
            strings = {"/cyber-assets", "/cyber-assets?limit=1000", "/cyber-assets?updatedSince=2020-01-01T00:00:00Z"})
    void listOfSeveralPortions(String list) throws Exception {
        for (int i = 0; i < 2; i++) {
            caller.post("/cyber-assets", Records.asset(system, "T-" + i));
        }
        records.execute("""
                INSERT INTO cyber_asset SELECT (json_populate_record(a, json_build_object('id', gen_random_uuid(),
                  'asset_tag', a.asset_tag || '-' || n))).* FROM cyber_asset a, generate_series(1, %d) n""".formatted(3 * ListStream.PORTION_ROWS));
        String plain = caller.get(list).body();

        HttpResponse<byte[]> coded = send("GET", list, "gzip, deflate, br");

        assertThat(coded.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(coded.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
        assertThat(coded.body().length).isLessThan(plain.length() / 3);
        assertThat(unzipped(coded)).isEqualTo(plain);
        assertHeadAgrees(list, coded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", "gzip;q=0", "br", "gzip;q=0.1, identity;q=0.2"})
    void notToWhoDoesNotAcceptIt(String accepted) throws Exception {
        HttpResponse<byte[]> plain = send("GET", "/facilities", accepted);

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
        assertThat(new String(plain.body(), StandardCharsets.UTF_8)).startsWith("[{\"id\"");
        assertHeadAgrees("/facilities", plain);
    }

    @Test
    void nothingThatIsAccepted() throws Exception {
        HttpResponse<byte[]> refused = send("GET", "/facilities", "identity;q=0");

        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("coding_not_acceptable");
    }

    @Test
    void largeRecordHasATagOfItsOwnThatConditionsTake() throws Exception {
        JsonObject large = Records.asset(system, "T-1");
        for (String field : new String[] {"assetTitle", "assetType", "manufacturer", "model", "physicalLocation"}) {
            large.put(field, "x".repeat(255));
        }
        String path = caller.post("/cyber-assets", large).header("Location");
        String plainTag = caller.get(path).header("ETag");

        HttpResponse<byte[]> coded = send("GET", path, "gzip");
        String tag = coded.headers().firstValue("ETag").orElseThrow();

        assertThat(unzipped(coded)).isEqualTo(caller.get(path).body());
        assertThat(tag).isNotEqualTo(plainTag).endsWith("-gzip\"");
        assertHeadAgrees(path, coded);
        for (String known : new String[] {tag, plainTag, "W/" + tag, "\"x\", " + tag, "*"}) {
            assertThat(send("GET", path, "gzip", "If-None-Match", known).statusCode())
                    .as(known)
                    .isEqualTo(304);
        }
        assertThat(caller.get(path, "If-None-Match", tag).status()).isEqualTo(304);
        Answer changed = caller.patch(path, new JsonObject().put("count", 2), "If-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(caller.patch(path, new JsonObject().put("count", 3), "If-Match", tag)
                        .status())
                .isEqualTo(412);
        assertThat(send("GET", path, "gzip", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void smallRecordOnlyIfNothingElseIsAccepted() throws Exception {
        String path = caller.post("/cyber-assets", Records.asset(system, "T-1")).header("Location");

        HttpResponse<byte[]> plain = send("GET", path, "gzip");
        HttpResponse<byte[]> coded = send("GET", path, "gzip, identity;q=0");

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(plain.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(unzipped(coded)).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
    }

    @Test
    void neverAnErrorOrTheAnswerToAChange() throws Exception {
        HttpResponse<byte[]> missing = send("GET", "/facilities/" + UUID.randomUUID(), "gzip");
        Answer created = caller.post("/cyber-assets", Records.asset(system, "T-1"), "Accept-Encoding", "gzip");

        assertThat(missing.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(created.header("Content-Encoding")).isEmpty();
        assertThat(created.status()).isEqualTo(201);
    }

    @Test
    void document() throws Exception {
        HttpResponse<byte[]> coded = send("GET", "/openapi.json", "gzip");

        assertThat(unzipped(coded)).isEqualTo(caller.get("/openapi.json").body());
        assertHeadAgrees("/openapi.json", coded);
    }

    private void assertHeadAgrees(String path, HttpResponse<byte[]> got) throws Exception {
        String accepted = got.request().headers().firstValue("Accept-Encoding").orElse("");
        HttpResponse<byte[]> head = send("HEAD", path, accepted);
        assertThat(head.statusCode()).isEqualTo(got.statusCode());
        for (String field : new String[] {"Content-Encoding", "Content-Type", "Vary", "ETag", "Cache-Control"}) {
            assertThat(head.headers().firstValue(field))
                    .as(field)
                    .isEqualTo(got.headers().firstValue(field));
        }
    }

    private HttpResponse<byte[]> send(String method, String path, String accepted, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(caller.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header(Stamp.HEADER, caller.stamp())
                .header("Accept-Encoding", accepted);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String unzipped(HttpResponse<byte[]> answer) throws IOException {
        try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
