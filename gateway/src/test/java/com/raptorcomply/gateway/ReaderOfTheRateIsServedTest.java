package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client that reads slowly is served if its rate suffices. Many periods pass while more waits than the sockets hold.
 */
@Timeout(60)
class ReaderOfTheRateIsServedTest {
    private static final int LENGTH = 16_000_000;
    private static final SocketUpstream LARGE = new SocketUpstream((head, out) -> {
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[LENGTH]);
        return true;
    });

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("http.readBytesPerSecondMin", 1)
            .with("http.readPeriod", "2s")
            .with("upstreams.resources.urls", LARGE.url());

    @Test
    void toTheEnd() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16_384);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), STAGE.gateway().port()));
            String get = Client.get("/facilities", STAGE.keyService().key())
                    .replace("Host: a\r\n", "Host: a\r\nConnection: close\r\n");
            socket.getOutputStream().write(get.getBytes(StandardCharsets.US_ASCII));

            assertThat(bytes(socket.getInputStream())).isGreaterThan(LENGTH);
        }
        assertThat(STAGE.meter("gateway_connections_closed_total\\{reason=\"slow-reader\"\\}"))
                .isZero();
    }

    private static int bytes(InputStream in) throws Exception {
        byte[] some = new byte[8];
        int bytes = 0;
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            bytes += read;
        }
        return bytes;
    }
}
