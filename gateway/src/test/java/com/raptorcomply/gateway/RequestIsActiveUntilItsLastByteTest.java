package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A request gives its place back when the client has the response, not when the upstream has sent it. */
@Timeout(60)
class RequestIsActiveUntilItsLastByteTest {
    private static final int LONG_BYTES = 8_000_000;
    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> SocketUpstream.says(
                    head.startsWith("GET /facilities/long") ? "x".repeat(LONG_BYTES) : "short")
            .answer(head, out));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("http.streamBufferBytesMax", "16MiB")
            .with("http.connectionBufferBytesMax", "16MiB")
            .with("upstreams.resources.urls", UPSTREAM.url());

    @Test
    void hasLeft() throws Exception {
        String key = STAGE.keyService().key();
        try (Client slow = new Client(STAGE.gateway().port(), 16_384);
                Client other = new Client(STAGE.gateway().port())) {
            slow.write(Client.get("/facilities/long", key));
            Await.until("the long response is read and waits for its client", () -> {
                other.write(Client.get("/facilities/other", key)).read();
                return STAGE.meter("gateway_upstream_endpoint_in_flight") == 0
                        && STAGE.meter("gateway_send_buffer_bytes") > 0;
            });
            STAGE.awaitMeter("gateway_requests_active", 1);

            assertThat(slow.read().body()).hasSize(LONG_BYTES);
            Await.until("no request is under way", () -> {
                other.write(Client.get("/facilities/other", key)).read();
                return STAGE.meter("gateway_requests_active") == 0;
            });
        }
    }
}
