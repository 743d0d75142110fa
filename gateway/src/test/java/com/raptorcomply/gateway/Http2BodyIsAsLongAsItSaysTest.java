package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A stream whose data is not as long as its Content-Length says is reset (RFC 9113 section 8.1.1). */
@Timeout(60)
class Http2BodyIsAsLongAsItSaysTest {
    private static final Secured SECURED = new Secured();

    @RegisterExtension
    static final Stage STAGE = SECURED.stage().withLongLease();

    private static final int PROTOCOL_ERROR = 1;

    @Test
    void dataThatIsMoreThanTheContentLengthIsRefused() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, FrameClient.block(post("3")));
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, "abcd".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.outcome(1).reset()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    @Test
    void dataThatIsLessThanTheContentLengthIsRefused() throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, FrameClient.block(post("5")));
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, "abcd".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.outcome(1).reset()).isEqualTo(PROTOCOL_ERROR);
        }
    }

    private static String[] post(String length) {
        return new String[] {
            ":method",
            "POST",
            ":scheme",
            "https",
            ":authority",
            "localhost",
            ":path",
            "/facilities",
            "x-api-key",
            STAGE.keyService().key(),
            "content-length",
            length
        };
    }
}
