package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class MalformedUpstreamResponseIsRefusedTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.closes());

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.circuitBreaker.failuresMax", 1000);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 mail.example ESMTP\r\n\r\n",
                "HTTP/1.1 abc Strange\r\n\r\n",
                "HTTP/3.9 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 600 High\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 999 High\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 +20 Signed\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 0200 Long\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\n: a\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\n : a\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\n X: a\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nX Y: a\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000002\r\nok\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551618\r\n\r\nok",
                "\0\0\0\0\0\0\0\0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-Odd: a\0b\r\nContent-Length: 2\r\n\r\nok"
            })
    void is502(String rubbish) throws Exception {
        UPSTREAM.behave(SocketUpstream.writes(rubbish, false));

        assertThat(get().statusCode()).isEqualTo(502);
    }

    @Test
    void withAHeadWithoutEndIs502() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(70_000) + "\r\n\r\n";
        UPSTREAM.behave(SocketUpstream.writes(head, false));

        assertThat(get().statusCode()).isEqualTo(502);
    }

    @Test
    void afterAnAnswerNobodySeesIt() throws Exception {
        String two =
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirstHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";
        UPSTREAM.behave(SocketUpstream.writes(two, true));
        assertThat(get().body()).isEqualTo("first");
        UPSTREAM.behave(SocketUpstream.says("second"));

        assertThat(get().body()).isEqualTo("second");
    }

    private static HttpResponse<String> get() throws Exception {
        return STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key());
    }
}
