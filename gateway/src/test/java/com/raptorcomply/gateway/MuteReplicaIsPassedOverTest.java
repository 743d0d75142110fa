package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replica that accepts connections and never responds, such as a paused one, is skipped. */
class MuteReplicaIsPassedOverTest {
    private static final ServerSocket MUTE = listening();

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().withFirstReplica("http://127.0.0.1:" + MUTE.getLocalPort());

    @AfterAll
    static void close() throws IOException {
        MUTE.close();
    }

    @Test
    @Timeout(60)
    void forTheLeaseAndForQuestions() throws Exception {
        STAGE.awaitLease();
        for (int i = 0; i < 4; i++) {
            String key = STAGE.keyService().key();
            assertThat(STAGE.get("/validate", "X-API-Key", key).statusCode()).isEqualTo(200);
        }
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
