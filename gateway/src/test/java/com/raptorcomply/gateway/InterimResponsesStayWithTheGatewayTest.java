package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway drops interim responses that the client did not request (RFC 9110 section 15.2). */
class InterimResponsesStayWithTheGatewayTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says("ok"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().with("upstreams.resources.urls", UPSTREAM.url());

    @AfterAll
    static void close() throws Exception {
        UPSTREAM.close();
    }

    @Test
    void andTheFinalOneIsGivenOn() throws Exception {
        UPSTREAM.behave(SocketUpstream.writes(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfinal",
                true));

        HttpResponse<String> answer =
                STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("final");
        assertThat(answer.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void aChangeOfProtocolThatNobodyAskedForIs502() throws Exception {
        UPSTREAM.behave(SocketUpstream.writes(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: odd\r\nConnection: Upgrade\r\n\r\nodd", true));

        assertThat(STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key())
                        .statusCode())
                .isEqualTo(502);
    }
}
