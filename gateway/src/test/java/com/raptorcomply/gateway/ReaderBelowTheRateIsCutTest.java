package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client that reads continuously, but below the minimum rate while more waits, is disconnected. No client reads fast
 * enough here.
 */
@Timeout(60)
class ReaderBelowTheRateIsCutTest {
    private static final CountDownLatch STOPPED = new CountDownLatch(1);
    private static final SocketUpstream ENDLESS = new SocketUpstream(SocketUpstream.writesOn(STOPPED::countDown));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("http.readBytesPerSecondMin", "1GiB")
            .with("http.readPeriod", "500ms")
            .with("upstreams.resources.urls", ENDLESS.url());

    @Test
    void whileItReads() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(16_384);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), STAGE.gateway().port()));
            socket.getOutputStream()
                    .write(Client.get("/facilities", STAGE.keyService().key()).getBytes(StandardCharsets.US_ASCII));

            readToTheEnd(socket.getInputStream());
        }
        assertThat(STOPPED.await(20, TimeUnit.SECONDS)).isTrue();
        STAGE.awaitMeter("gateway_connections_closed_total\\{reason=\"slow-reader\"\\}", 1);
    }

    private static void readToTheEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException cut) {
            return;
        }
    }
}
