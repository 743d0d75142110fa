package com.raptorcomply.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyIsReadStrictlyTest {
    private static final int BYTES_MAX = 64;

    private final ServerOfATest server = new ServerOfATest(RequestBodyIsReadStrictlyTest::routes);

    private static void routes(Vertx vertx, Router router) {
        router.post("/").handler(ctx -> JsonBody.read(ctx.request(), BYTES_MAX).onComplete(ctx::json, ctx::fail));
        router.patch("/")
                .handler(ctx -> JsonBody.readPatch(ctx.request(), BYTES_MAX).onComplete(ctx::json, ctx::fail));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST  | application/json                    | 200",
                "POST  | application/json; charset=UTF-8     | 200",
                "PATCH | application/json                    | 200",
                "PATCH | application/merge-patch+json        | 200",
                "POST  | application/merge-patch+json        | 415",
                "POST  | application/json; charset=latin1    | 415",
                "POST  | text/plain                          | 415",
                "POST  | application/jsonx                   | 415"
            })
    void contentTypeDecides(String method, String type, int status) throws Exception {
        HttpResponse<String> response = server.send(server.request("/")
                .method(method, BodyPublishers.ofString("{\"a\":1}"))
                .header("Content-Type", type));
        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void missingContentTypeIs415() throws Exception {
        assertThat(server.send(server.request("/").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void patchOfAnotherTypeNamesWhatIsAccepted() throws Exception {
        HttpResponse<String> response = server.send(server.request("/")
                .method("PATCH", BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json-patch+json"));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("Accept-Patch"))
                .hasValueSatisfying(accepted -> assertThat(accepted).contains("application/merge-patch+json"));
    }

    /** RFC 9110 section 15.5.16. */
    @ParameterizedTest
    @CsvSource({"gzip, gzip", "br, br", "Identity; gzip, identity; gzip", "'identity, GZIP', gzip"})
    void compressedBodyIs415AndNamesTheCoding(String coding, String named) throws Exception {
        HttpResponse<String> response = post("{}", "Content-Encoding", coding);
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("identity");
        assertThat(response.headers().firstValue("Accept")).isEmpty();
        assertThat(new JsonObject(response.body()).getString("code")).isEqualTo("coding_unsupported");
        assertThat(response.body()).contains("'" + named + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "IDENTITY", "identity, identity"})
    void identityIsNoCoding(String coding) throws Exception {
        assertThat(post("{}", "Content-Encoding", coding).statusCode()).isEqualTo(200);
    }

    @Test
    void bodyAtTheBoundIsReadAndOneByteMoreIs413() throws Exception {
        String start = "{\"a\":\"";
        String fits = start + "x".repeat(BYTES_MAX - start.length() - 2) + "\"}";
        assertThat(post(fits, "X-Test", "1").statusCode()).isEqualTo(200);
        assertThat(post(fits + " ", "X-Test", "1").statusCode()).isEqualTo(413);
    }

    @Test
    void lengthThatWasNotDeclaredIsBoundedToo() throws Exception {
        byte[] large =
                "{\"a\":\"".concat("x".repeat(5_000)).concat("\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        HttpResponse<String> response = server.send(server.request("/")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                .header("Content-Type", "application/json"));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void malformedBodyIs400AndSaysWhere() throws Exception {
        HttpResponse<String> response = post("{\"a\":1,\n}", "X-Test", "1");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("Malformed JSON at line 2");
    }

    private HttpResponse<String> post(String body, String header, String value) throws Exception {
        return server.send(server.request("/")
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header(header, value));
    }
}
