package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The response to a client that begins HTTP/2 without TLS is one that an HTTP/1.1 client understands (RFC 9113 section 3.4). */
class Http2WithoutTlsIsRefusedTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void withAnAnswerThatSaysWhereHttp2Is() throws Exception {
        String answer = STAGE.rawUntilClosed("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 505 ").contains("HTTP/2 where TLS negotiates it");
    }
}
