package com.raptorcomply.acceptance.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.http.StrictParser.Request;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request sent as bytes, with another one behind it, has one meaning. A strict parser on the connection and the
 * resource service read both as the same two requests, and nothing hidden in either is read as a request.
 */
@ExtendWith(RunningWhole.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourceServiceReadsWhatWasSentTest {
    private static final String NEXT =
            "GET /control-centers?limit=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: KEY\r\n\r\n";
    private static final String NEXT_READ = "GET /control-centers 200";
    private static final String HIDDEN = "DELETE /physical-areas HTTP/1.1\r\nHost: a\r\n\r\n";

    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(30);

    private final Whole whole;
    private final TappedGateway gateway;
    private Map<String, Long> before = Map.of();

    ResourceServiceReadsWhatWasSentTest(Whole whole) {
        this.whole = whole;
        this.gateway = new TappedGateway(whole);
    }

    @BeforeEach
    void count() {
        gateway.forget();
        before = gateway.read();
    }

    @AfterAll
    void end() {
        gateway.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void asOneRequest(String what, String request, String read) throws Exception {
        JsonObject asset = whole.newAsset();
        String answer = gateway.exchange(keyed(filled(request, asset.encode()) + NEXT));

        assertThat(gateway.strictlyRead().stream().map(Request::method))
                .as(answer)
                .containsExactlyInAnyOrder(read.substring(0, read.indexOf(' ')), "GET");
        assertThat(readSince()).as(answer).isEqualTo(counts(read, NEXT_READ));
        assertThat(answer.split("HTTP/1.1 [2-5][0-9][0-9] ", -1)).as(answer).hasSize(3);
        if (read.endsWith("201")) {
            isKept(asset, answer);
        }
    }

    private static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("the plainest", get("/cyber-assets", ""), "GET /cyber-assets 200"),
                Arguments.of("escapes", get("/%63yber-assets?limit=%31", ""), "GET /cyber-assets 200"),
                Arguments.of("an escape in a query", get("/cyber-assets?%6cimit=1", ""), "GET /cyber-assets 200"),
                Arguments.of("an unknown query", get("/cyber-assets?limit=1%26a=2", ""), "GET /cyber-assets 400"),
                Arguments.of("a fragment escaped", get("/cyber-assets/%23a", ""), "GET /cyber-assets/:id 404"),
                Arguments.of("HEAD", "HEAD" + get("/cyber-assets?limit=1", "").substring(3), "HEAD /cyber-assets 200"),
                Arguments.of(
                        "GET with a body",
                        get("/cyber-assets", "Content-Length: " + HIDDEN.length() + "\r\n") + HIDDEN,
                        "GET /cyber-assets 200"),
                Arguments.of(
                        "GET with chunks",
                        get("/cyber-assets", "Transfer-Encoding: chunked\r\n") + "1\r\na\r\n0\r\n\r\n",
                        "GET /cyber-assets 200"),
                Arguments.of(
                        "DELETE with a body",
                        "DELETE"
                                + get("/cyber-assets/x", "Content-Length: " + HIDDEN.length() + "\r\n")
                                        .substring(3)
                                + HIDDEN,
                        "DELETE /cyber-assets/:id 404"),
                Arguments.of("a length", post("Content-Length: LENGTH\r\n") + "BODY", "POST /cyber-assets 201"),
                Arguments.of(
                        "zeros before it", post("Content-Length: 00LENGTH\r\n") + "BODY", "POST /cyber-assets 201"),
                Arguments.of(
                        "Expect",
                        post("Content-Length: LENGTH\r\nExpect: 100-continue\r\n") + "BODY",
                        "POST /cyber-assets 201"),
                Arguments.of(
                        "chunks", post("Transfer-Encoding: chunked\r\n") + "CHUNKS0\r\n\r\n", "POST /cyber-assets 201"),
                Arguments.of(
                        "trailers",
                        post("Transfer-Encoding: chunked\r\n")
                                + "CHUNKS0\r\nX-Tenant-Id: evil\r\nContent-Length: 3\r\n\r\n",
                        "POST /cyber-assets 201"),
                Arguments.of(
                        "fields that lie about the tenant",
                        post(
                                        "Content-Length: LENGTH\r\nX_Tenant_Id: evil\r\nX-Tenant-Stamp: evil\r\nX-Key-Id: evil\r\n")
                                + "BODY",
                        "POST /cyber-assets 201"),
                Arguments.of(
                        "fields that lie about the message",
                        post(lines(
                                        "Content-Length: LENGTH",
                                        "Content_Length: 3",
                                        "Transfer_Encoding: chunked",
                                        "X-HTTP-Method-Override: DELETE",
                                        "X-Original-URL: /physical-areas"))
                                + "BODY",
                        "POST /cyber-assets 201"),
                Arguments.of(
                        "Connection that names fields",
                        post(
                                        "Content-Length: LENGTH\r\nConnection: X-Hop, If-None-Match\r\nX-Hop: 1\r\nIf-None-Match: *\r\n")
                                + "BODY",
                        "POST /cyber-assets 201"),
                Arguments.of(
                        "a body that looks like a request",
                        post("Content-Length: " + HIDDEN.length() + "\r\n") + HIDDEN,
                        "POST /cyber-assets 400"),
                Arguments.of(
                        "a chunk that looks like a request",
                        post("Transfer-Encoding: chunked\r\n") + Integer.toHexString(HIDDEN.length()) + "\r\n" + HIDDEN
                                + "\r\n0\r\n\r\n",
                        "POST /cyber-assets 400"),
                Arguments.of("no body", post("Content-Length: 0\r\n"), "POST /cyber-assets 400"),
                Arguments.of(
                        "a header of 63 KiB",
                        get("/cyber-assets?limit=1", "X: " + "a".repeat(63 * 1024) + "\r\n"),
                        "GET /cyber-assets 200"),
                Arguments.of(
                        "a target of 8,000 bytes",
                        get("/cyber-assets/" + "a".repeat(7_900), ""),
                        "GET /cyber-assets/:id 404"));
    }

    /** Requires that the asset was stored as sent, in the key's own organization. */
    private void isKept(JsonObject asset, String answer) {
        String location = answer.split("(?i)\r\nlocation: ", 2)[1].split("\r\n", 2)[0];
        Client client = whole.clientA();
        Reply kept = client.get(location.substring(location.indexOf("/cyber-assets/")));
        assertThat(kept.json().getMap()).containsAllEntriesOf(asset.getMap());
        assertThat(client.delete(location.substring(location.indexOf("/cyber-assets/")))
                        .status())
                .isEqualTo(204);
    }

    /** Returns the requests read since the count. The service counts a request shortly after its response. */
    private Map<String, Long> readSince() {
        return Await.until(
                "both requests are counted",
                COUNTED_WITHIN,
                this::counted,
                since -> since.values().stream().mapToLong(Long::longValue).sum() >= 2);
    }

    private Map<String, Long> counted() {
        Map<String, Long> since = new HashMap<>();
        gateway.read()
                .forEach((reading, count) -> since.merge(reading, count - before.getOrDefault(reading, 0L), Long::sum));
        since.values().removeIf(count -> count == 0);
        return since;
    }

    /** Returns readings with the class of their status, as the service counts them. */
    private static Map<String, Long> counts(String... readings) {
        Map<String, Long> counts = new TreeMap<>();
        for (String reading : readings) {
            counts.merge(reading.replaceFirst("\\d\\d$", "xx"), 1L, Long::sum);
        }
        return counts;
    }

    private static String get(String target, String fields) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\nX-API-Key: KEY\r\n" + fields + "\r\n";
    }

    private static String post(String fields) {
        return "POST /cyber-assets HTTP/1.1\r\nHost: a\r\nX-API-Key: KEY\r\nContent-Type: application/json\r\n" + fields
                + "\r\n";
    }

    private static String lines(String... fields) {
        return String.join("\r\n", fields) + "\r\n";
    }

    private static String filled(String request, String body) {
        String rest = body.substring(7);
        return request.replace("LENGTH", Integer.toString(body.length()))
                .replace("BODY", body)
                .replace(
                        "CHUNKS",
                        "7\r\n" + body.substring(0, 7) + "\r\n" + Integer.toHexString(rest.length()) + "\r\n" + rest
                                + "\r\n");
    }

    private String keyed(String requests) {
        return requests.replace("KEY", whole.value("RAPTOR_COMPLY_API_KEY"));
    }
}
