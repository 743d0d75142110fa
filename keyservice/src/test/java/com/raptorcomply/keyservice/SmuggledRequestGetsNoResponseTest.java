package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.http.framing.AmbiguousRequests;
import com.raptorcomply.chassis.http.framing.AmbiguousRequests.Ambiguous;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A browsers' proxy may have read the second request as part of the first one's body. */
@Timeout(60)
class SmuggledRequestGetsNoResponseTest {
    private final TestService service = TestService.shared();

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void andTheConnectionEnds(Ambiguous request) throws Exception {
        String response = AmbiguousRequests.exchange(service.port(), request);

        assertThat(AmbiguousRequests.statuses(response))
                .as(response)
                .hasSizeLessThan(2)
                .noneMatch(status -> status.startsWith("2"));
    }

    static Stream<Ambiguous> requests() {
        return AmbiguousRequests.of(
                "POST /sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n",
                "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n");
    }
}
