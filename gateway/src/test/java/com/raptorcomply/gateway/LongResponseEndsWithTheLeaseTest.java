package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class LongResponseEndsWithTheLeaseTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().withShortLease().with("upstreams.resources.revokedStreamGrace", "200ms");

    @Test
    @Timeout(30)
    void whenNobodyCanVerifyItsKeyAgain() throws Exception {
        STAGE.awaitLease();
        try (Download download =
                new Download(STAGE.gateway().port(), STAGE.keyService().key())) {
            STAGE.keyService().close();

            assertThat(download.untilCut()).doesNotEndWith("0\r\n\r\n");
        }
    }
}
