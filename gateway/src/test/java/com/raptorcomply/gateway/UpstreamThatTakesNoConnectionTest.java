package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client gets a response in time although the upstream neither accepts nor refuses connections. */
@Timeout(60)
class UpstreamThatTakesNoConnectionTest {
    private static final int CONNECT_MILLIS = 500;
    private static final List<Socket> WAITING = new ArrayList<>();
    private static final ServerSocket FULL = full();

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", "http://127.0.0.1:" + FULL.getLocalPort())
            .with("upstreams.resources.connectTimeout", CONNECT_MILLIS + "ms")
            .with("upstreams.resources.healthCheck.interval", "1h");

    @AfterAll
    static void close() throws IOException {
        for (Socket socket : WAITING) {
            socket.close();
        }
        FULL.close();
    }

    @Test
    void is504() throws Exception {
        HttpResponse<String> response =
                STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key());

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("\"error\":\"Gateway Timeout\"");
        STAGE.awaitMeter("gateway_upstream_failures_total\\{reason=\"connect-timeout\"\\}", 1);
    }

    /** Opens a server socket that accepts nothing, and connects until one connection waits. */
    private static ServerSocket full() {
        try {
            ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (true) {
                Socket socket = new Socket();
                WAITING.add(socket);
                try {
                    socket.connect(listening.getLocalSocketAddress(), CONNECT_MILLIS);
                } catch (SocketTimeoutException queueIsFull) {
                    return listening;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("No socket for the upstream", e);
        }
    }
}
