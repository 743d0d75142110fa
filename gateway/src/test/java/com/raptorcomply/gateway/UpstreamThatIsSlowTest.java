package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class UpstreamThatIsSlowTest {
    private static final SocketUpstream STALLING = new SocketUpstream((head, out) -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        new CountDownLatch(1).await();
        return false;
    });

    private static final SocketUpstream SILENT = new SocketUpstream((head, out) -> {
        new CountDownLatch(1).await();
        return false;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.stalling.urls", STALLING.url())
            .with("upstreams.stalling.idleTimeout", "1s")
            .with("upstreams.silent.urls", SILENT.url())
            .with("upstreams.silent.requestTimeout", "200ms")
            .with("upstreams.resources.requestTimeout", "2s")
            .with(
                    "routes",
                    List.of(
                            Map.of("prefix", "/facilities", "upstream", "resources"),
                            Map.of("prefix", "/silent", "upstream", "silent"),
                            Map.of("prefix", "/stalling", "upstream", "stalling")));

    @Test
    void inTheMiddleOfItsAnswerIsCut() {
        assertThatThrownBy(() -> get("/stalling")).isInstanceOf(IOException.class);
    }

    @Test
    void beyondTheTimeOfAWholeRequestIs504() throws Exception {
        HttpResponse<String> response = get("/silent");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("\"error\":\"Gateway Timeout\"");
    }

    @Test
    void butBusyIsCutAfterTheTimeOfAWholeRequest() throws Exception {
        try (Download download =
                new Download(STAGE.gateway().port(), STAGE.keyService().key())) {
            assertThat(download.untilCut()).doesNotEndWith("0\r\n\r\n");
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return STAGE.get(path, "X-API-Key", STAGE.keyService().key());
    }
}
