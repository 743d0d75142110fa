package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway neither compresses nor decompresses content, and partial responses stay partial. */
@Timeout(30)
class ContentIsUntouchedTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says(""));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.raw.urls", UPSTREAM.url())
            .with(
                    "routes",
                    java.util.List.of(
                            java.util.Map.of("prefix", "/facilities", "upstream", "resources"),
                            java.util.Map.of("prefix", "/raw", "upstream", "raw")));

    @Test
    void whatAClientAcceptsReachesTheUpstream() throws Exception {
        JsonObject echoed = STAGE.echoed(
                "/facilities", "Accept-Encoding", "br, gzip;q=0.5", "Range", "bytes=0-9", "If-None-Match", "\"1\"");

        assertThat(echoed.getJsonArray("fields").encode())
                .containsIgnoringCase("accept-encoding: br, gzip;q=0.5\"")
                .containsIgnoringCase("range: bytes=0-9\"")
                .containsIgnoringCase("if-none-match: \\\"1\\\"\"");
    }

    @Test
    void aCompressedAnswerArrivesAsItIs() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("content".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
        }
        String body = packed.toString(StandardCharsets.ISO_8859_1);

        Client.Answer answer =
                answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nETag: W/\"7\"\r\nVary: Accept-Encoding"
                        + "\r\nContent-Length: " + packed.size() + "\r\n\r\n" + body);

        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.head()).containsIgnoringCase("content-encoding: gzip\r\n");
        assertThat(answer.head()).contains("ETag: W/\"7\"\r\n", "Vary: Accept-Encoding\r\n");
    }

    @Test
    void aPartArrivesAsAPart() throws Exception {
        Client.Answer answer = answer("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-4/100\r\n"
                + "Accept-Ranges: bytes\r\nContent-Length: 5\r\n\r\n01234");

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.head()).contains("Content-Range: bytes 0-4/100\r\n", "Accept-Ranges: bytes\r\n");
        assertThat(answer.body()).isEqualTo("01234");
    }

    private static Client.Answer answer(String bytes) throws Exception {
        UPSTREAM.behave(SocketUpstream.writes(bytes, true));
        try (Client client = new Client(STAGE.gateway().port())) {
            return client.write(Client.get("/raw", STAGE.keyService().key())).read();
        }
    }
}
