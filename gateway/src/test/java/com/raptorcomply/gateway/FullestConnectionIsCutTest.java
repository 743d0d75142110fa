package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that read nothing take at most the shared memory bound, and none from clients that read. */
@Timeout(60)
class FullestConnectionIsCutTest {
    private static final int BYTES_MAX = 512 * 1024;
    private static final int CONNECTIONS = 20;
    private static final int STREAMS = 10;
    private static final int ANSWER_BYTES = 300_000;
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says("x".repeat(ANSWER_BYTES)));
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage()
            .with("eventLoops", 1)
            .with("http.bufferBytesMax", BYTES_MAX)
            .with("http.connectionBufferBytesMax", 64 * 1024)
            .with("http.streamBufferBytesMax", 16 * 1024)
            .with("upstreams.resources.urls", UPSTREAM.url());

    @Test
    void whenAllTogetherAreFull() throws Exception {
        List<FrameClient> greedy = new ArrayList<>();
        try (FrameClient reader = FrameClient.withWindow(SECURED, 1_000_000)) {
            reader.open(0, 100_000_000);
            for (int i = 0; i < CONNECTIONS; i++) {
                FrameClient client = FrameClient.withWindow(SECURED, 0);
                greedy.add(client);
                for (int stream = 0; stream < STREAMS; stream++) {
                    client.begin(2 * stream + 1, get());
                }
                assertServed(reader, 2 * i + 1);
            }
            for (int i = CONNECTIONS;
                    STAGE.meter("gateway_connections_closed_total\\{reason=\"send-buffer-full\"\\}") == 0;
                    i++) {
                assertServed(reader, 2 * i + 1);
            }
            assertThat(STAGE.meter("gateway_send_buffer_bytes")).isLessThanOrEqualTo(BYTES_MAX + 64 * 1024);
        } finally {
            for (FrameClient each : greedy) {
                each.close();
            }
        }
    }

    private static void assertServed(FrameClient reader, int stream) throws Exception {
        FrameClient.Outcome outcome = reader.request(stream, get());
        assertThat(outcome.status()).as("%s", outcome).isEqualTo(200);
        assertThat(outcome.body()).hasSize(ANSWER_BYTES);
    }

    private static String[] get() {
        return FrameClient.get("/facilities", STAGE.keyService().key());
    }
}
