package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.keyservice.client.key.NewKey;
import com.raptorcomply.keyservice.client.key.TagKeys;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A refused credential of the gateway is logged as a wrong setting, not as an outage. */
@Timeout(30)
class RefusedGatewayCredentialIsAnErrorTest {
    private static final String MESSAGE = "Key service refuses the credential of this gateway";
    private static final int REQUESTS = 20;
    private static final TagKeys TAG_KEYS = new TagKeys('1', Map.of('1', new byte[TagKeys.KEY_BYTES_MIN]));
    private static final SocketUpstream KEY_SERVICE =
            new SocketUpstream(SocketUpstream.writes("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", true));

    @RegisterExtension
    static final LogLines LOG = LogLines.below("com.raptorcomply.gateway");

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("accessLog.linesPerSecondMax", 1_000)
            .with("keyservice.urls", KEY_SERVICE.url());

    @Test
    void thatNamesTheSettingOnceForManyRequests() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            String key = NewKey.mint(TAG_KEYS, new SecureRandom()).reveal();
            String id = "unchecked-" + i;
            assertThat(STAGE.get("/facilities", "X-API-Key", key, "X-Request-Id", id)
                            .statusCode())
                    .isEqualTo(503);
            assertThat(LogLines.value(LOG.request(id), "reason")).isEqualTo("gateway-credential-refused");
        }
        LOG.await("Key service unreachable", line -> true);

        List<ILoggingEvent> errors = LOG.of(MESSAGE);
        assertThat(errors).hasSizeBetween(1, 2).allSatisfy(error -> {
            assertThat(error.getLevel()).isEqualTo(Level.ERROR);
            assertThat(LogLines.value(error, "setting")).isEqualTo("keyservice.credential");
            assertThat(LogLines.value(error, "status")).isEqualTo(401);
            assertThat(error.toString()).doesNotContain(InMemoryKeyService.CREDENTIAL);
        });
        STAGE.awaitMeter("gateway_refusals_total\\{reason=\"gateway-credential-refused\"\\}", REQUESTS);
    }
}
