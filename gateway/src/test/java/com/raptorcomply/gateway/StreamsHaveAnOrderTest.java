package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams follow the states of RFC 9113 section 5.1, as h2spec tests them; each test has its numbers. */
@Timeout(60)
class StreamsHaveAnOrderTest {
    private static final int PROTOCOL_ERROR = 1;
    private static final int FLOW_CONTROL_ERROR = 3;
    private static final int STREAM_CLOSED = 5;
    private static final int FRAME_SIZE_ERROR = 6;
    private static final int CANCEL = 8;
    private static final int COMPRESSION_ERROR = 9;
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage();

    /** 5.1/1 to 4. */
    @Test
    void anIdleStreamTakesNoOtherFrameThanHeaders() throws Exception {
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, new byte[4]));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.RST_STREAM, 0, 1, code(CANCEL)));
        assertEnds(PROTOCOL_ERROR, client -> client.open(1, 100));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.CONTINUATION, FrameClient.END_HEADERS, 1, get()));
    }

    /** 5.1/5 to 7. */
    @Test
    void aStreamThatItsClientHasEndedTakesNoMore() throws Exception {
        assertEnds(STREAM_CLOSED, client -> {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 1, silent());
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, new byte[4]);
        });
        assertEnds(STREAM_CLOSED, client -> {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 1, silent());
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 1, silent());
        });
        assertEnds(PROTOCOL_ERROR, client -> {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 1, silent());
            client.send(FrameClient.CONTINUATION, FrameClient.END_HEADERS, 1, silent());
        });
    }

    /** 5.1/11 to 13. */
    @Test
    void norDoesOneThatIsAnswered() throws Exception {
        assertEnds(STREAM_CLOSED, client -> {
            answered(client);
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, new byte[4]);
        });
        assertEnds(STREAM_CLOSED, client -> {
            answered(client);
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 1, get());
        });
        assertEnds(PROTOCOL_ERROR, client -> {
            answered(client);
            client.send(FrameClient.CONTINUATION, FrameClient.END_HEADERS, 1, get());
        });
    }

    /** 5.1.1/1 and 2. */
    @Test
    void numbersAreOddAndGrow() throws Exception {
        assertEnds(
                PROTOCOL_ERROR,
                client -> client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 2, get()));
        assertEnds(PROTOCOL_ERROR, client -> {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 5, get());
            assertThat(client.outcome(5).status()).isEqualTo(200);
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS | FrameClient.END_STREAM, 3, get());
        });
    }

    /** A client may still send before it has received a reset. */
    @Test
    void butAResetMayCrossWhatIsOnItsWay() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            client.send(
                    FrameClient.HEADERS,
                    FrameClient.END_HEADERS,
                    1,
                    FrameClient.block(FrameClient.post("rc_live_nobody")));
            FrameClient.Outcome refused = client.outcome(1);
            assertThat(refused.status()).isEqualTo(401);
            client.send(FrameClient.DATA, 0, 1, new byte[4]);
            client.send(
                    FrameClient.HEADERS,
                    FrameClient.END_HEADERS | FrameClient.END_STREAM,
                    1,
                    FrameClient.block("x-trailer", "a"));

            assertThat(client.request(3, fields("/facilities")).status()).isEqualTo(200);
        }
    }

    /** 4.2/2, 4.3, 6.1, 6.3, 6.4, 6.5, 6.7, 6.8 and 6.9. */
    @Test
    void framesHaveTheirFormAndTheirPlace() throws Exception {
        assertEnds(FRAME_SIZE_ERROR, client -> {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, post());
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, new byte[16_385]);
        });
        assertEnds(
                COMPRESSION_ERROR,
                client -> client.send(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, new byte[] {(byte) 0xff, 0x7f}));
        assertEnds(PROTOCOL_ERROR, client -> {
            client.send(FrameClient.HEADERS, 0, 1, get());
            client.send(FrameClient.PRIORITY, 0, 1, new byte[5]);
        });
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.DATA, 0, 0, new byte[4]));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.PRIORITY, 0, 0, new byte[5]));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.RST_STREAM, 0, 0, code(CANCEL)));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.SETTINGS, 0, 1, new byte[0]));
        assertEnds(FRAME_SIZE_ERROR, client -> client.send(FrameClient.SETTINGS, 1, 0, new byte[1]));
        assertEnds(FRAME_SIZE_ERROR, client -> client.send(FrameClient.SETTINGS, 0, 0, new byte[3]));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.SETTINGS, 0, 0, setting(2, 2)));
        assertEnds(FLOW_CONTROL_ERROR, client -> client.send(FrameClient.SETTINGS, 0, 0, setting(4, 0x8000_0000)));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.SETTINGS, 0, 0, setting(5, 16_383)));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.PING, 0, 1, new byte[8]));
        assertEnds(FRAME_SIZE_ERROR, client -> client.send(FrameClient.PING, 0, 0, new byte[6]));
        assertEnds(PROTOCOL_ERROR, client -> client.send(FrameClient.GOAWAY, 0, 1, new byte[8]));
        assertEnds(PROTOCOL_ERROR, client -> client.open(0, 0));
        assertEnds(FLOW_CONTROL_ERROR, client -> client.open(0, Integer.MAX_VALUE));
        assertEnds(FRAME_SIZE_ERROR, client -> client.send(FrameClient.WINDOW_UPDATE, 0, 0, new byte[3]));
    }

    private interface Breach {
        void on(FrameClient client) throws Exception;
    }

    private static void assertEnds(int code, Breach breach) throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            breach.on(client);
            assertThat(client.awaitEnd()).isEqualTo(code);
        }
    }

    private static void answered(FrameClient client) throws Exception {
        assertThat(client.request(1, fields("/facilities")).status()).isEqualTo(200);
    }

    private static byte[] get() {
        return FrameClient.block(fields("/facilities"));
    }

    private static byte[] silent() {
        return FrameClient.block(fields("/facilities/silent"));
    }

    private static byte[] post() {
        return FrameClient.block(FrameClient.post(STAGE.keyService().key()));
    }

    private static String[] fields(String path) {
        return FrameClient.get(path, STAGE.keyService().key());
    }

    private static byte[] code(int code) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(code).array();
    }

    private static byte[] setting(int id, int value) {
        return ByteBuffer.allocate(6).putShort((short) id).putInt(value).array();
    }
}
