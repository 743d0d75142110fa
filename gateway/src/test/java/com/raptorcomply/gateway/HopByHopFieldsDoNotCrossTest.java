package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HopByHopFieldsDoNotCrossTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void fieldsThatConnectionNamesStayBehind() throws Exception {
        String answer = STAGE.rawUntilClosed("GET /facilities HTTP/1.1\r\nHost: a\r\nX-API-Key: "
                + STAGE.keyService().key()
                + "\r\nConnection: X-Hop, close\r\nX-Hop: secret\r\nKeep-Alive: timeout=7\r\nProxy-Connection: keep-alive\r\n"
                + "X-Kept: kept\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").contains("X-Kept: kept");
        assertThat(answer).doesNotContain("X-Hop").doesNotContain("timeout=7").doesNotContain("Proxy-Connection");
    }

    @Test
    void anOfferToChangeTheProtocolIsNotTakenUp() throws Exception {
        for (String protocol : new String[] {"h2c", "websocket", "TLS/1.2"}) {
            String answer = STAGE.rawUntilClosed("GET /facilities HTTP/1.1\r\nHost: a\r\nX-API-Key: "
                    + STAGE.keyService().key()
                    + "\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: " + protocol
                    + "\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n");

            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .doesNotContainIgnoringCase("upgrade")
                    .doesNotContain("AAMAAABk");
        }
    }

    @Test
    void theUpstreamsOwnStayBehindToo() throws Exception {
        HttpResponse<String> response = STAGE.get(
                "/facilities/talkative", "X-API-Key", STAGE.keyService().key());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map()).containsKey("etag");
        assertThat(response.headers().map())
                .doesNotContainKeys("server", "connection", "x-hop", "keep-alive", "x-tenant-id");
    }
}
