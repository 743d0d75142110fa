package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.FrameClient.Outcome;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway refuses ambiguous HTTP/2 requests and those that HTTP/1 could not carry (RFC 9113 section 8). */
class Http2RequestsMeanOneThingTest {
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage();

    private static final String[] GET = {
        ":method", "GET", ":scheme", "https", ":authority", "localhost", ":path", "/facilities"
    };

    @ParameterizedTest(name = "{0}")
    @MethodSource("odd")
    void isRefusedAndGoesNowhere(String what, String[] fields) throws Exception {
        int before = STAGE.upstream().requests();
        String key = STAGE.keyService().key();
        try (FrameClient client = new FrameClient(SECURED)) {
            List<String> all = new ArrayList<>(List.of(fields));
            all.add("x-api-key");
            all.add(key);
            Outcome outcome = client.request(1, all.toArray(String[]::new));

            boolean refused = outcome.status() >= 400 && outcome.status() != 401 && outcome.status() < 502;
            boolean ended = outcome.reset() != null || outcome.goAway() != null;
            assertThat(refused || ended).as("%s", outcome).isTrue();
        }
        assertThat(STAGE.upstream().requests()).isEqualTo(before);
    }

    private static Stream<Arguments> odd() {
        return Stream.of(
                odd("no method", ":scheme", "https", ":authority", "a", ":path", "/facilities"),
                odd("no scheme", ":method", "GET", ":authority", "a", ":path", "/facilities"),
                odd("no path", ":method", "GET", ":scheme", "https", ":authority", "a"),
                odd("an empty path", ":method", "GET", ":scheme", "https", ":authority", "a", ":path", ""),
                odd("no authority", ":method", "GET", ":scheme", "https", ":path", "/facilities"),
                odd("user in the authority", get("a@b", "/facilities")),
                odd("a bad authority", get("a b", "/facilities")),
                odd("another scheme", ":method", "GET", ":scheme", "ftp", ":authority", "a", ":path", "/facilities"),
                odd("two paths", plus(GET, ":path", "/tasks")),
                odd("two methods", plus(GET, ":method", "DELETE")),
                odd("two authorities", plus(GET, ":authority", "other")),
                odd("a pseudo-header after a field", plus(GET, "x", "1", ":authority", "b")),
                odd("an unknown pseudo-header", plus(GET, ":tenant", "b")),
                odd("a Host that says otherwise", plus(GET, "host", "other")),
                odd("two Hosts", plus(GET, "host", "localhost", "host", "other")),
                odd("Connection", plus(GET, "connection", "close")),
                odd("Transfer-Encoding", plus(GET, "transfer-encoding", "chunked")),
                odd("Keep-Alive", plus(GET, "keep-alive", "timeout=5")),
                odd("Proxy-Connection", plus(GET, "proxy-connection", "keep-alive")),
                odd("Upgrade", plus(GET, "upgrade", "websocket")),
                odd("TE that is not trailers", plus(GET, "te", "gzip")),
                odd("a name in upper case", plus(GET, "X-Upper", "1")),
                odd("a name with a space", plus(GET, "x y", "1")),
                odd("a name with a colon", plus(GET, "x:y", "1")),
                odd("a name with a line's end", plus(GET, "x\r\nx-tenant-id", "1")),
                odd("an empty name", plus(GET, "", "1")),
                odd("a value with a line's end", plus(GET, "x", "1\r\nx-tenant-id: b")),
                odd("a value with LF", plus(GET, "x", "1\nb")),
                odd("a value with NUL", plus(GET, "x", "1\0b")),
                odd("a value that begins with a space", plus(GET, "x", " 1")),
                odd("Content-Length without a body", plus(GET, "content-length", "5")),
                odd("Content-Length twice", plus(GET, "content-length", "0", "content-length", "3")),
                odd("Content-Length with a sign", plus(GET, "content-length", "+0")),
                odd("a negative Content-Length", plus(GET, "content-length", "-1")),
                odd("a path that goes up", get("a", "/facilities/../tasks")),
                odd("an encoded path that goes up", get("a", "/facilities/%2e%2e/tasks")),
                odd("an empty segment", get("a", "//facilities")),
                odd("an absolute target", get("a", "http://a/facilities")),
                odd("asterisk", get("a", "*")),
                odd("a target with a space", get("a", "/facilities /x")),
                odd("a target with a line's end", get("a", "/facilities HTTP/1.1\r\nx: y")),
                odd("a target of 9,000 bytes", get("a", "/facilities?" + "a".repeat(9_000))),
                odd("TRACE", ":method", "TRACE", ":scheme", "https", ":authority", "a", ":path", "/facilities"),
                odd(
                        "a method in lower case",
                        ":method",
                        "get",
                        ":scheme",
                        "https",
                        ":authority",
                        "a",
                        ":path",
                        "/facilities"),
                odd("CONNECT", ":method", "CONNECT", ":authority", "a:80"),
                odd("a header of 70 KiB", plus(GET, "x", "a".repeat(70 * 1024))));
    }

    @Test
    void aGoodOneArrivesAsOneHttp1Request() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            String[] fields = plus(
                    GET,
                    "x-api-key",
                    STAGE.keyService().key(),
                    "cookie",
                    "a=1",
                    "cookie",
                    "b=2",
                    "x-tenant-id",
                    "evil",
                    "te",
                    "trailers");
            Outcome outcome = client.request(1, fields);
            assertThat(outcome.status()).isEqualTo(200);
            assertThat(outcome.headers().contains("x-request-id")).isTrue();

            JsonObject echoed = new JsonObject(outcome.body());
            assertThat(echoed.getJsonArray("fields"))
                    .contains("cookie: a=1; b=2", "Via: 2.0 gateway")
                    .noneMatch(field -> field.toString()
                            .toLowerCase(Locale.ROOT)
                            .matches("(te|transfer-encoding|content-length|x-tenant-id: evil):?.*"));
            assertThat(echoed.getString("body")).isEmpty();
        }
    }

    @Test
    void aBodyWithoutALengthArrivesWholeAndChunked() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            client.send(
                    FrameClient.HEADERS,
                    FrameClient.END_HEADERS,
                    1,
                    FrameClient.block(FrameClient.post(STAGE.keyService().key())));
            client.send(FrameClient.DATA, 0, 1, "one ".getBytes(StandardCharsets.US_ASCII));
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, "two".getBytes(StandardCharsets.US_ASCII));
            JsonObject echoed = new JsonObject(client.outcome(1).body());
            assertThat(echoed.getString("body")).isEqualTo("one two");
            assertThat(echoed.getJsonArray("fields")).contains("transfer-encoding: chunked");
        }
    }

    @Test
    void aRefusedRequestEndsItsStreamAndNotTheConnection() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            assertThat(client.request(1, get("localhost", "//")).status()).isEqualTo(400);
            client.send(
                    FrameClient.HEADERS, FrameClient.END_HEADERS, 3, FrameClient.block(get("localhost", "/nowhere")));
            client.send(FrameClient.DATA, 0, 3, new byte[1_000]);
            assertThat(client.outcome(3).status()).isEqualTo(404);
            assertThat(client.request(
                                    5, plus(GET, "x-api-key", STAGE.keyService().key()))
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String[] get(String authority, String path) {
        return new String[] {":method", "GET", ":scheme", "https", ":authority", authority, ":path", path};
    }

    private static String[] plus(String[] fields, String... more) {
        return Stream.concat(Stream.of(fields), Stream.of(more)).toArray(String[]::new);
    }

    private static Arguments odd(String what, String... fields) {
        return Arguments.of(what, fields);
    }
}
