package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Only a time-out, the same as for a head, bounds a handshake, because connections count only after it. */
class SilentHandshakeEndsInTimeTest {
    private static final SecuredGateway SECURED = new SecuredGateway();
    private static final int PATIENCE_MILLIS = 7_000;
    private static final int CLOSED = -1;

    @RegisterExtension
    static final GatewayUnderTest STAGE = SECURED.stage().with("http.headerTimeout", "200ms");

    @Test
    void ofWhoSaysNothing() throws Exception {
        try (Socket silent =
                new Socket(InetAddress.getLoopbackAddress(), STAGE.gateway().port())) {
            silent.setSoTimeout(PATIENCE_MILLIS);

            assertThat(silent.getInputStream().read()).isEqualTo(CLOSED);
        }
    }
}
