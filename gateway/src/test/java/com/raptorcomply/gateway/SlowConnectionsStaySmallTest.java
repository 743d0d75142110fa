package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures both ends of each connection, including the test's own. {@code -Dslow.connections=5000} opens more. */
@Timeout(60)
class SlowConnectionsStaySmallTest {
    private static final Logger LOG = LoggerFactory.getLogger(SlowConnectionsStaySmallTest.class);
    private static final int CONNECTIONS = Integer.getInteger("slow.connections", 500);
    private static final long HEAP_BYTES_MAX = 60_000;

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("http.headerTimeout", "1h")
            .with("http.bodyTimeout", "1h")
            .with("http.connectionsPerAddressMax", 2 * CONNECTIONS + 10)
            .with("http.requestsMax", 4 * CONNECTIONS)
            .with("limits.key.inFlightMax", 4 * CONNECTIONS)
            .with("limits.organization.inFlightMax", 4 * CONNECTIONS)
            .with("upstreams.resources.connectionsMax", 2 * CONNECTIONS);

    @Test
    void whetherTheirHeadsOrTheirBodiesAreSlow() throws Exception {
        String key = STAGE.keyService().key();
        STAGE.get("/facilities", "X-API-Key", key);
        long before = usedBytes();
        List<Client> slow = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                slow.add(open("GET /facilities HTTP/1.1\r\nHost: a\r\nX-Slow: " + "x".repeat(200)));
                slow.add(open("POST /facilities HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\nX-API-Key: " + key
                        + "\r\n\r\nx"));
            }
            Await.until(
                    "all slow requests are under way",
                    () -> STAGE.upstream().requests() >= 1 && STAGE.meter("gateway_requests_active") >= CONNECTIONS);
            long each = (usedBytes() - before) / (2L * CONNECTIONS);

            LOG.atInfo().addKeyValue("heapBytesEach", each).log("Slow connections");
            assertThat(each).isLessThan(HEAP_BYTES_MAX);
            assertThat(STAGE.get("/facilities", "X-API-Key", key).statusCode()).isEqualTo(200);
        } finally {
            for (Client each : slow) {
                each.close();
            }
        }
        Await.until(
                "all slow connections are closed",
                () -> STAGE.meter("gateway_connections_active") <= 1 && STAGE.meter("gateway_requests_active") == 0);
    }

    private static Client open(String begun) throws IOException {
        return new Client(STAGE.gateway().port()).write(begun);
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
