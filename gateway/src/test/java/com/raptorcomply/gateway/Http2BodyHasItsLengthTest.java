package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The data of a stream must be as long as its content-length (RFC 9113 section 8.1.1). */
class Http2BodyHasItsLengthTest {
    private static final SecuredGateway SECURED = new SecuredGateway();

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage();

    private static final int PROTOCOL_ERROR = 1;
    private static final byte[] FOUR_BYTES = "abcd".getBytes(StandardCharsets.US_ASCII);

    @Test
    void dataThatIsMoreThanTheContentLengthIsRefused() throws Exception {
        assertThat(resetOf("3")).isEqualTo(PROTOCOL_ERROR);
    }

    @Test
    void dataThatIsLessThanTheContentLengthIsRefused() throws Exception {
        assertThat(resetOf("5")).isEqualTo(PROTOCOL_ERROR);
    }

    private static @Nullable Integer resetOf(String length) throws Exception {
        try (FrameClient client = new FrameClient(SECURED)) {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, block(length));
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, FOUR_BYTES);
            return client.outcome(1).reset();
        }
    }

    private static byte[] block(String length) {
        return FrameClient.block(FrameClient.post(STAGE.keyService().key(), "content-length", length));
    }
}
