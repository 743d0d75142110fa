package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class UpstreamThatBreaksOffTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.closes());

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.circuitBreaker.failuresMax", 1000);

    @Test
    void inABodyOfKnownLengthCutsTheClientOffToo() {
        UPSTREAM.behave(SocketUpstream.writes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", false));

        assertThatThrownBy(UpstreamThatBreaksOffTest::get).isInstanceOf(IOException.class);
    }

    @Test
    void inAChunkedBodyCutsTheClientOffToo() {
        UPSTREAM.behave(
                SocketUpstream.writes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", false));

        assertThatThrownBy(UpstreamThatBreaksOffTest::get).isInstanceOf(IOException.class);
    }

    @Test
    void beforeTheBodyIs502WithNothingOfItsHead() throws Exception {
        UPSTREAM.behave(SocketUpstream.writes(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: \"1\"\r\nContent-Encoding: gzip\r\n\r\nzz\r\n",
                false));

        HttpResponse<String> response = get();

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().map()).doesNotContainKeys("etag", "content-encoding");
        assertThat(response.body()).contains("\"error\":\"Bad Gateway\"");
    }

    @Test
    void whereTheEndOfTheConnectionIsTheEndOfTheAnswerHasNotBrokenOff() throws Exception {
        UPSTREAM.behave(SocketUpstream.writes("HTTP/1.1 200 OK\r\n\r\nwhole", false));

        assertThat(get().body()).isEqualTo("whole");
    }

    private static HttpResponse<String> get() throws IOException, InterruptedException {
        return STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key());
    }
}
