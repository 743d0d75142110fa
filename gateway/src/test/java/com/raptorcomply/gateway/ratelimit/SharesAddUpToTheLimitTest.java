package com.raptorcomply.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gateways that divide a limit admit together no more than contract section 6 states. */
class SharesAddUpToTheLimitTest {
    private static final String KEY = "key";

    private long nanos;
    private int gateways;

    @ParameterizedTest
    @CsvSource({"100, 100, 1", "100, 100, 3", "100, 10, 4", "1, 1, 7", "5, 1, 3", "1000, 2000, 16"})
    void neverMoreThanTheStatedBound(int requests, int burst, int sharers) {
        gateways = sharers;
        List<BucketCache<String>> all = gateways(sharers, new RateLimit(requests, 60_000, burst));
        long admitted = admit(all);
        for (int seconds = 0; seconds < 600; seconds++) {
            nanos += Duration.ofSeconds(1).toNanos();
            admitted += admit(all);
        }

        assertThat(admitted)
                .isLessThanOrEqualTo(burst + sharers - 1L + requests * 10L)
                .isGreaterThanOrEqualTo(requests * 10L);
    }

    @Test
    void aNewShareIsAsFullAsTheOldOne() {
        gateways = 1;
        BucketCache<String> one =
                gateways(1, new RateLimit(100, 3_600_000, 100)).get(0);
        for (int i = 0; i < 50; i++) {
            assertThat(takes(one)).isTrue();
        }

        gateways = 2;
        assertThat(admit(List.of(one))).isEqualTo(25);

        gateways = 1;
        assertThat(admit(List.of(one))).isZero();
    }

    @Test
    void aChangeOfNumberToAndFroFillsNothing() {
        gateways = 1;
        BucketCache<String> one = gateways(1, new RateLimit(10, 3_600_000, 10)).get(0);
        long admitted = 0;
        for (int i = 0; i < 1_000; i++) {
            gateways = 1 + i % 5;
            admitted += takes(one) ? 1 : 0;
        }
        assertThat(admitted).isLessThanOrEqualTo(10);
    }

    private List<BucketCache<String>> gateways(int count, RateLimit limit) {
        List<BucketCache<String>> all = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> all.add(new BucketCache<>(
                        new RateLimitPolicy(ThrottleReason.KEY_RATE_LIMIT, "key", limit), 1_000, () -> gateways)));
        return all;
    }

    private boolean takes(BucketCache<String> gateway) {
        return TokenBucket.granted(gateway.get(KEY, nanos).take(nanos));
    }

    private long admit(List<BucketCache<String>> all) {
        long admitted = 0;
        for (BucketCache<String> gateway : all) {
            while (takes(gateway)) {
                admitted++;
            }
        }
        return admitted;
    }
}
