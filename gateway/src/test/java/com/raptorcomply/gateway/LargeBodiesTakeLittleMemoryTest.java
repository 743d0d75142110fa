package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A side that does not read stops the other one: only the sockets and one queue hold bytes in between. */
@Timeout(60)
class LargeBodiesTakeLittleMemoryTest {
    private static final long BYTES = 64L << 20;
    private static final long IN_BETWEEN_BYTES_MAX = 40L << 20;
    private static final int PIECE_BYTES = 65_536;
    private static final AtomicLong WRITTEN = new AtomicLong();
    private static final CountDownLatch READS = new CountDownLatch(1);

    private static final SocketUpstream UPSTREAM = new SocketUpstream((head, out) -> {
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + BYTES + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        for (long sent = 0; sent < BYTES; sent += PIECE_BYTES) {
            out.write(new byte[PIECE_BYTES]);
            WRITTEN.addAndGet(PIECE_BYTES);
        }
        return true;
    });

    private static final SinkUpstream SINK = new SinkUpstream(READS);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("http.bodyBytesMax", BYTES)
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.sink.urls", SINK.url())
            .with(
                    "routes",
                    java.util.List.of(
                            java.util.Map.of("prefix", "/facilities", "upstream", "resources"),
                            java.util.Map.of("prefix", "/sink", "upstream", "sink")));

    @Test
    void onTheWayToAClientThatDoesNotRead() throws Exception {
        String key = STAGE.keyService().key();
        try (Socket client = connect()) {
            client.getOutputStream().write(Client.get("/facilities", key).getBytes(StandardCharsets.US_ASCII));
            InputStream in = client.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            awaitStandstill(WRITTEN, key);
            assertThat(WRITTEN.get()).isLessThan(IN_BETWEEN_BYTES_MAX);

            in.skipNBytes(BYTES);
            // The last piece may have arrived before its writer counts it.
            await().until(() -> WRITTEN.get() == BYTES);
        }
    }

    @Test
    void onTheWayToAnUpstreamThatDoesNotRead() throws Exception {
        String key = STAGE.keyService().key();
        AtomicLong sent = new AtomicLong();
        try (Socket client = connect()) {
            Thread writer = new Thread(() -> upload(client, key, sent));
            writer.setDaemon(true);
            writer.start();
            awaitStandstill(sent, key);
            assertThat(sent.get()).isBetween(1L, IN_BETWEEN_BYTES_MAX);

            READS.countDown();
            assertThat(SINK.bytes().get(30, TimeUnit.SECONDS)).isEqualTo(BYTES);
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }
    }

    /** Waits until nothing moves any more. Other requests are the clock: many of them have had responses meanwhile. */
    private static void awaitStandstill(AtomicLong moved, String key) throws Exception {
        long before;
        do {
            before = moved.get();
            for (int i = 0; i < 300; i++) {
                STAGE.get("/validate", "X-API-Key", key);
            }
        } while (moved.get() > before || before == 0);
    }

    private static void upload(Socket client, String key, AtomicLong sent) {
        try {
            OutputStream out = client.getOutputStream();
            out.write(
                    ("PUT /sink HTTP/1.1\r\nHost: a\r\nX-API-Key: " + key + "\r\nContent-Length: " + BYTES + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (sent.get() < BYTES) {
                out.write(new byte[PIECE_BYTES]);
                sent.addAndGet(PIECE_BYTES);
            }
        } catch (java.io.IOException cut) {
            return;
        }
    }

    private static Socket connect() throws Exception {
        Socket client =
                new Socket(InetAddress.getLoopbackAddress(), STAGE.gateway().port());
        client.setSoTimeout(10_000);
        return client;
    }
}
