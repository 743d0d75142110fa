package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.raptorcomply.chassis.log.LogLines;
import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import com.raptorcomply.keyservice.client.grant.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class EveryRefusalIsLoggedAndCountedWithItsReasonTest {
    @RegisterExtension
    static final LogLines LOG = LogLines.below("com.raptorcomply.gateway");

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("accessLog.linesPerSecondMax", 1_000)
            .with("upstreams.resources.circuitBreaker.failuresMax", 1_000);

    @ParameterizedTest
    @CsvSource({
        "/nowhere,               404, route-unknown",
        "/facilities/closing,    502, connection-failed",
        "/facilities/switching,  502, response-malformed",
        "/facilities/stampless,  503, stamp-refused",
        "/facilities/forbidden,  403, permission",
        "/traces/no-such-trace,  403, permission",
    })
    void ofAGoodKey(String path, int status, String reason) throws Exception {
        assertReason(path, STAGE.keyService().key(), status, reason);
    }

    @Test
    void ofAKeyThatIsNoGood() throws Exception {
        assertReason("/facilities", "none", 401, "malformed");
        assertReason("/facilities", STAGE.keyService().unknownKey(), 401, "invalid");
        assertReason("/facilities", STAGE.keyService().refusedKey(Verdict.Reason.EXPIRED), 401, "expired");
    }

    @Test
    void ofAKeyFromElsewhere() throws Exception {
        GrantConstraints elsewhere = GrantConstraints.of(List.of(), List.of("203.0.113.0/24"), null);
        String key = STAGE.keyService().key(grant -> TestGrants.within(grant, elsewhere));

        assertReason("/facilities", key, 403, "address-not-allowed");
    }

    @Test
    void ofALimit() throws Exception {
        GrantConstraints one = GrantConstraints.of(List.of(), List.of(), new RateLimit(1, 3_600_000, 1));
        String key = STAGE.keyService().key(grant -> TestGrants.within(grant, one));
        STAGE.get("/facilities", "X-API-Key", key);

        assertReason("/facilities", key, 429, "key-rate-limit");
    }

    @Test
    void andAnUpstreamsFailureHasALineOfItsOwn() throws Exception {
        STAGE.get("/facilities/closing", "X-API-Key", STAGE.keyService().key(), "X-Request-Id", "broken-off");

        ILoggingEvent line =
                LOG.await("Upstream failed", failed -> "broken-off".equals(LogLines.value(failed, "requestId")));
        assertThat(LogLines.value(line, "reason")).isEqualTo("connection-failed");
        assertThat(LogLines.value(line, "upstream")).isEqualTo("resources");
    }

    @Test
    void whichSaysWhyTheUpstreamRefusesTheStamp() throws Exception {
        STAGE.get("/facilities/stampless", "X-API-Key", STAGE.keyService().key(), "X-Request-Id", "stampless");

        ILoggingEvent line =
                LOG.await("Upstream failed", failed -> "stampless".equals(LogLines.value(failed, "requestId")));
        assertThat(LogLines.value(line, "cause")).isEqualTo("refused stamp: TenantStamp error=\"expired\"");
    }

    private static void assertReason(String path, String key, int status, String reason) throws Exception {
        String counter = "gateway_refusals_total\\{reason=\"" + reason + "\"\\}";
        double before = STAGE.meter(counter);
        String id = "refused-" + reason + path.hashCode();

        assertThat(STAGE.get(path, "X-API-Key", key, "X-Request-Id", id).statusCode())
                .isEqualTo(status);

        assertThat(LogLines.value(LOG.request(id), "reason")).isEqualTo(reason);
        STAGE.awaitMeter(counter, before + 1);
    }
}
