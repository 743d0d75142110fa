package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class SlowReaderIsCutTest {
    private static final CountDownLatch STOPPED = new CountDownLatch(1);
    private static final SocketUpstream ENDLESS = new SocketUpstream((head, out) -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] piece = new byte[65_536];
        try {
            while (true) {
                out.write(piece);
            }
        } catch (IOException closed) {
            STOPPED.countDown();
            return false;
        }
    });

    @RegisterExtension
    static final Stage STAGE = new Stage()
            .with("http.stalledTimeout", "300ms")
            .with("upstreams.resources.urls", ENDLESS.url())
            .with("upstreams.resources.circuit.failuresMax", 1);

    @Test
    void andItsUpstreamIsNotBlamed() throws Exception {
        try (Client client = new Client(STAGE.gateway().port(), 16_384)) {
            client.write(Client.get("/facilities", STAGE.keyService().key()));

            assertThat(STOPPED.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(STAGE.meter("gateway_upstream_failures_total\\{reason=\"client-slow\"\\}"))
                .isEqualTo(1);
        assertThat(STAGE.meter("gateway_node_circuit")).isZero();
    }
}
