package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class SlowHeadEndsInTimeTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().with("http.headerTimeout", "1s");

    @Test
    void whenNothingMoreComes() throws Exception {
        assertThat(STAGE.rawUntilClosed("GET /facilities HTTP/1.1\r\nHost: a\r\nX-Half"))
                .startsWith("HTTP/1.1 408 ");
    }

    @Test
    void howeverBusilyItDrips() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), STAGE.gateway().port())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /facilities HTTP/1.1\r\nHost: a\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII));
            while (socket.getInputStream().available() == 0) {
                out.write('x');
            }
        } catch (SocketException reset) {
            assertThat(reset).hasMessageNotContaining("timed out");
        }
    }

    @Test
    void butAConnectionBetweenTwoRequestsIsNotOne() throws Exception {
        String key = STAGE.keyService().key();
        String request = "GET /facilities HTTP/1.1\r\nHost: a\r\nX-API-Key: " + key + "\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), STAGE.gateway().port())) {
            socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            STAGE.rawUntilClosed("GET /facilities HTTP/1.1\r\nHost: a\r\nX-Half");

            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answers).startsWith("TTP/1.1 200 ").contains("HTTP/1.1 200 ");
        }
    }
}
