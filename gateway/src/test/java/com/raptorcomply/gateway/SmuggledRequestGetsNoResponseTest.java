package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.http.framing.AmbiguousRequests;
import com.raptorcomply.chassis.http.framing.AmbiguousRequests.Ambiguous;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A request hidden in a body gets no response, because a proxy may have read it as a body (RFC 9112 section 11.2). */
@Timeout(60)
class SmuggledRequestGetsNoResponseTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void andTheConnectionEnds(Ambiguous request) throws Exception {
        String answer = AmbiguousRequests.exchange(STAGE.gateway().port(), request);

        assertThat(AmbiguousRequests.statuses(answer))
                .as(answer)
                .hasSizeLessThan(2)
                .noneMatch(status -> status.startsWith("2"));
    }

    static Stream<Ambiguous> requests() {
        String key = "X-API-Key: " + STAGE.keyService().key() + "\r\n";
        return AmbiguousRequests.of(
                "POST /facilities HTTP/1.1\r\nHost: a\r\n" + key + "Content-Type: application/json\r\n",
                "GET /facilities/next HTTP/1.1\r\nHost: a\r\n" + key + "\r\n");
    }
}
