package com.raptorcomply.keyservice.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import com.raptorcomply.keyservice.key.ReportLimits.Rate;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Leak reports are limited for each client network, so that a flood from one does not lock out a secret scanner. */
class OneStrangerShutsNoOtherOutTest {
    private static final String FLOOD = "198.51.100.9";
    private static final String SCANNER = "203.0.113.7";

    @Test
    void fromReporting() {
        try (TestService service = TestService.with(
                Map.of("clientAddress.trusted", List.of("127.0.0.0/8"), "clientAddress.field", "X-Forwarded-For"))) {
            List<Integer> statuses = IntStream.range(0, 300)
                    .parallel()
                    .mapToObj(i -> report(service, FLOOD).status())
                    .toList();
            assertThat(statuses).contains(429);

            assertThat(report(service, SCANNER).status()).isEqualTo(202);
            Reply refused = report(service, FLOOD);
            if (refused.status() == 429) { // a fifth of a second later its bucket holds one more
                assertThat(refused.header("Retry-After")).isNotEmpty();
            }
        }
    }

    @Test
    void norFromWhatAllMaySendTogether() {
        ReportLimits limits = new ReportLimits(new Rate(1, 5), new Rate(1, 20));
        for (int i = 0; i < 1_000; i++) {
            limits.refusedForSeconds(FLOOD);
        }

        assertThat(limits.refusedForSeconds(SCANNER)).isZero();
    }

    @Test
    void andAllTogetherAreBounded() {
        ReportLimits limits = new ReportLimits(new Rate(1, 5), new Rate(1, 20));
        long admitted = IntStream.range(0, 1_000)
                .filter(i -> limits.refusedForSeconds("192.0.2." + i) == 0)
                .count();

        assertThat(admitted).isBetween(20L, 40L);
    }

    private static Reply report(TestService service, String address) {
        return service.send(service.request(null, "/api-keys/revoke-leaked")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", address)
                .POST(BodyPublishers.ofString("{\"keys\":[]}")));
    }
}
