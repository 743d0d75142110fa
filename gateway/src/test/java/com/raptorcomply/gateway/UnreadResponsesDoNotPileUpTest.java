package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class UnreadResponsesDoNotPileUpTest {
    private static final int PIPELINED = 500;
    private static final int BODY_BYTES = 60_000;
    private static final int PROGRESS = 30;
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says("x".repeat(BODY_BYTES)));

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("eventLoops", 1).with("upstreams.resources.urls", UPSTREAM.url());

    @Test
    void forAClientThatSendsRequestsWithoutReading() throws Exception {
        String key = STAGE.keyService().key();
        try (Client greedy = new Client(STAGE.gateway().port(), 16_384);
                Client other = new Client(STAGE.gateway().port())) {
            greedy.write(Client.get("/facilities/greedy", key).repeat(PIPELINED));
            int before;
            do {
                before = served();
                for (int i = 0; i < PROGRESS; i++) {
                    other.write(Client.get("/facilities/other", key)).read();
                }
            } while (served() > before);

            assertThat(served()).isLessThan(PIPELINED / 2);
            for (int i = 0; i < PIPELINED; i++) {
                assertThat(greedy.read().body()).hasSize(BODY_BYTES);
            }
        }
    }

    private static int served() {
        return (int) UPSTREAM.requests().stream()
                .filter(line -> line.contains("greedy"))
                .count();
    }
}
