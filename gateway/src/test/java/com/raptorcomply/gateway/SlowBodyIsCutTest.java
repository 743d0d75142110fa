package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class SlowBodyIsCutTest {
    private static final String FIELDS = " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nX-API-Key: ";
    private static final int DRIPS_MAX = 3_000_000;
    private static final int MEBI = 1024 * 1024;

    private static final SocketUpstream TAKES_NO_BODY = new SocketUpstream((head, out) -> {
        new CountDownLatch(1).await();
        return false;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("http.bodyTimeout", "1s")
            .with("http.bodyBytesPerSecondMin", MEBI)
            .with("http.bodyBytesMax", 64 * MEBI)
            .with("upstreams.deaf.urls", TAKES_NO_BODY.url())
            .with("upstreams.deaf.idleTimeout", "2s")
            .with(
                    "routes",
                    java.util.List.of(
                            java.util.Map.of("prefix", "/facilities", "upstream", "resources"),
                            java.util.Map.of("prefix", "/deaf", "upstream", "deaf")));

    @Test
    void whenNothingMoreComes() throws Exception {
        try (Client client = new Client(STAGE.gateway().port())) {
            client.write("POST /facilities" + FIELDS + STAGE.keyService().key() + "\r\n\r\n3\r\nabc\r\n");

            assertThat(client.read().status()).isEqualTo(408);
            client.awaitClosed();
        }
    }

    @Test
    void howeverBusilyItDrips() throws Exception {
        try (Client client = new Client(STAGE.gateway().port())) {
            client.write("POST /facilities" + FIELDS + STAGE.keyService().key() + "\r\n\r\n");

            assertThat(dripUntilCut(client)).isPositive();
        }
        Await.until(
                "the cut is counted",
                () -> STAGE.meter("gateway_upstream_failures_total\\{reason=\"client-slow\"\\}") > 0);
    }

    @Test
    void butNotWhenItIsTheUpstreamThatTakesNothing() throws Exception {
        try (Client client = new Client(STAGE.gateway().port())) {
            client.write("POST /deaf" + FIELDS + STAGE.keyService().key() + "\r\n\r\n");
            Thread writer = new Thread(() -> writeUntilClosed(client));
            writer.setDaemon(true);
            writer.start();

            assertThat(client.read().status()).isEqualTo(504);
        }
    }

    private static int dripUntilCut(Client client) {
        int drips = 0;
        try {
            while (drips < DRIPS_MAX) {
                client.write("1\r\nx\r\n");
                drips++;
            }
            throw new AssertionError("Not cut");
        } catch (IOException cut) {
            return drips;
        }
    }

    private static void writeUntilClosed(Client client) {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try {
            while (true) {
                client.write(chunk);
            }
        } catch (IOException closed) {
            return;
        }
    }
}
