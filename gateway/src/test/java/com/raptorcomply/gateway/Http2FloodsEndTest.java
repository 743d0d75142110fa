package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection that floods the gateway with frames is closed, and others continue. */
@Timeout(60)
class Http2FloodsEndTest {
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage()
            .with("http2.resetsMax", 50)
            .with("http2.streamsMax", 20)
            .with("http2.controlFramesMax", 50);

    private static final int REFUSED_STREAM = 7;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int CANCEL = 8;
    private static final int FLOOD = 20_000;

    @AfterEach
    void othersGoOn() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            assertThat(client.request(1, get("/facilities")).status()).isEqualTo(200);
        }
    }

    @Test
    void rapidReset() throws Exception {
        assertEnds(number -> concat(
                FrameClient.frame(
                        FrameClient.HEADERS,
                        FrameClient.END_HEADERS | FrameClient.END_STREAM,
                        2 * number + 1,
                        FrameClient.block(get("/facilities/silent"))),
                FrameClient.frame(FrameClient.RST_STREAM, 0, 2 * number + 1, code(CANCEL))));
    }

    @Test
    void resetsThatTheGatewayIsMadeToSend() throws Exception {
        assertEnds(number -> concat(
                FrameClient.frame(
                        FrameClient.HEADERS,
                        FrameClient.END_HEADERS | FrameClient.END_STREAM,
                        2 * number + 1,
                        FrameClient.block(get("/facilities/silent"))),
                FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, 2 * number + 1, code(0))));
    }

    @Test
    void continuationsWithoutEnd() throws Exception {
        byte[] first = FrameClient.frame(FrameClient.HEADERS, 0, 1, FrameClient.block(get("/facilities")));
        byte[] more = FrameClient.frame(FrameClient.CONTINUATION, 0, 1, FrameClient.block("x", "a".repeat(1_000)));
        assertEnds(number -> number == 0 ? first : more);
    }

    @Test
    void emptyContinuations() throws Exception {
        byte[] first = FrameClient.frame(FrameClient.HEADERS, 0, 1, FrameClient.block(get("/facilities")));
        byte[] more = FrameClient.frame(FrameClient.CONTINUATION, 0, 1, new byte[0]);
        assertEnds(number -> number == 0 ? first : more);
    }

    @Test
    void emptyData() throws Exception {
        byte[] first = FrameClient.frame(
                FrameClient.HEADERS, FrameClient.END_HEADERS, 1, FrameClient.block(get("/facilities/silent")));
        byte[] more = FrameClient.frame(FrameClient.DATA, 0, 1, new byte[0]);
        assertEnds(number -> number == 0 ? first : more);
    }

    @Test
    void settings() throws Exception {
        byte[] settings = FrameClient.frame(
                FrameClient.SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) 4).putInt(70_000).array());
        assertCalmIsAskedFor(number -> settings);
    }

    @Test
    void pings() throws Exception {
        byte[] ping = FrameClient.frame(FrameClient.PING, 0, 0, new byte[8]);
        assertCalmIsAskedFor(number -> ping);
    }

    @Test
    void priorities() throws Exception {
        byte[] priority = FrameClient.frame(FrameClient.PRIORITY, 0, 3, new byte[] {0, 0, 0, 0, 1});
        assertCalmIsAskedFor(number -> priority);
    }

    @Test
    void windowUpdates() throws Exception {
        byte[] update = FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, 0, code(1));
        assertCalmIsAskedFor(number -> update);
    }

    @Test
    void framesOfNoKnownType() throws Exception {
        byte[] unknown = FrameClient.frame(0x7f, 0, 0, new byte[100]);
        assertCalmIsAskedFor(number -> unknown);
    }

    @Test
    void butNotForUpdatesThatWhatItIsSentExplains() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            for (int i = 0; i < 200; i++) {
                client.raw(concat(
                        FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, 0, code(10_000)),
                        FrameClient.frame(
                                FrameClient.HEADERS,
                                FrameClient.END_HEADERS | FrameClient.END_STREAM,
                                2 * i + 1,
                                FrameClient.block(get("/facilities")))));
                assertThat(client.outcome(2 * i + 1).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void norForTwoUpdatesForEachPieceOfAnAnswer() throws Exception {
        double before = STAGE.meter("gateway_http2_connections_closed_total");
        try (FrameClient client = new FrameClient(SECURED)) {
            client.send(
                    FrameClient.HEADERS,
                    FrameClient.END_HEADERS | FrameClient.END_STREAM,
                    1,
                    FrameClient.block(get("/facilities/endless")));
            for (int pieces = 0; pieces < 60; ) {
                FrameClient.Frame frame = Objects.requireNonNull(client.read(), "The connection has ended");
                if (frame.type() == FrameClient.DATA) {
                    pieces++;
                    client.raw(concat(
                            FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, 0, code(4)),
                            FrameClient.frame(FrameClient.WINDOW_UPDATE, 0, 1, code(4))));
                }
            }
        }
        assertThat(STAGE.meter("gateway_http2_connections_closed_total")).isEqualTo(before);
    }

    @Test
    void moreStreamsThanAreAllowedAreRefusedAndNotQueued() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            for (int i = 0; i < 20; i++) {
                client.send(
                        FrameClient.HEADERS,
                        FrameClient.END_HEADERS | FrameClient.END_STREAM,
                        2 * i + 1,
                        FrameClient.block(get("/facilities/silent")));
            }
            assertThat(client.request(41, get("/facilities")).reset()).isEqualTo(REFUSED_STREAM);
        }
    }

    private interface Shots {
        byte[] shot(int number) throws IOException;
    }

    /** Returns the error code with which the connection is closed during the flood. */
    private static int assertEnds(Shots shots) throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            boolean ended = false;
            for (int number = 0; number < FLOOD && !ended; number++) {
                try {
                    client.raw(shots.shot(number));
                } catch (IOException closed) {
                    ended = true;
                }
            }
            return client.awaitEnd();
        }
    }

    private static void assertCalmIsAskedFor(Shots shots) throws Exception {
        double before = STAGE.meter("gateway_http2_connections_closed_total");
        assertThat(assertEnds(shots)).isIn(ENHANCE_YOUR_CALM, -1);
        STAGE.awaitMeter("gateway_http2_connections_closed_total", before + 1);
    }

    private static byte[] concat(byte[] one, byte[] two) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(two);
        return both.toByteArray();
    }

    private static byte[] code(int code) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(code).array();
    }

    private static String[] get(String path) {
        return new String[] {
            ":method",
            "GET",
            ":scheme",
            "https",
            ":authority",
            "localhost",
            ":path",
            path,
            "x-api-key",
            STAGE.keyService().key()
        };
    }
}
