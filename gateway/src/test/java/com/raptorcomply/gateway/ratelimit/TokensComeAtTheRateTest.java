package com.raptorcomply.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bucket admits its burst at once, then exactly its rate, for any rate, pause and number of threads. */
class TokensComeAtTheRateTest {
    /** The origin of the clock is arbitrary, and the clock may wrap. */
    private static final long BEGIN = Long.MAX_VALUE - 1_000;

    private static final long MILLI = Duration.ofMillis(1).toNanos();

    @ParameterizedTest
    @CsvSource({"7, 1000, 7", "333, 60000, 333", "997, 1000, 997", "1, 86400000, 1", "600000, 60000, 600000"})
    void asManyAsThePeriodBrings(long requests, long periodMillis, long burst) {
        TokenBucket bucket = bucket(requests, periodMillis, burst);
        assertThat(admitted(bucket, BEGIN)).isEqualTo(burst);

        assertThat(admitted(bucket, BEGIN + periodMillis * MILLI - 1)).isEqualTo(burst - 1);
        assertThat(admitted(bucket, BEGIN + periodMillis * MILLI)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1", "60", "107", "150", "214", "10000"})
    void itIsFullAfterDaysWithoutARequest(long days) {
        TokenBucket bucket = bucket(997, 1_000, 10);
        admitted(bucket, BEGIN);

        assertThat(admitted(bucket, BEGIN + Duration.ofDays(days).toNanos())).isEqualTo(10);
    }

    @Test
    void aBurstOfMoreThanALifetimeIsCut() {
        TokenBucket bucket = bucket(1, Duration.ofDays(1).toMillis(), 1_000_000_000);

        assertThat(admitted(bucket, BEGIN)).isBetween(365L * 36, 365L * 37);
        assertThat(admitted(bucket, BEGIN + Duration.ofDays(1).toNanos())).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        TokenBucket bucket = bucket(10, 3_600_000, 10);
        admitted(bucket, BEGIN);
        bucket.refund();

        assertThat(admitted(bucket, BEGIN)).isEqualTo(1);
    }

    @Test
    void aRefusedRequestIsToldWhenThereIsAToken() {
        TokenBucket bucket = bucket(7, 1_000_000, 7);
        admitted(bucket, BEGIN);

        RateLimitResult refused = bucket.result(bucket.take(BEGIN));
        assertThat(refused.granted()).isFalse();
        assertThat(refused.retryAfterSeconds()).isEqualTo(143);
        assertThat(refused.state()).isEqualTo("\"key\";r=0;t=1000");
    }

    @Test
    void threadsTogetherGetNoMoreThanOneAlone() throws Exception {
        TokenBucket bucket = bucket(100_000, 86_400_000, 100_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Long>> admitted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            admitted.add(threads.submit(() -> admitted(bucket, BEGIN)));
        }
        long sum = 0;
        for (Future<Long> one : admitted) {
            sum += one.get();
        }
        threads.shutdown();

        assertThat(sum).isEqualTo(100_000);
    }

    private static TokenBucket bucket(long requests, long periodMillis, long burst) {
        return new TokenBucket(
                new RateLimitPolicy(ThrottleReason.KEY_RATE_LIMIT, "key", new RateLimit(requests, periodMillis, burst))
                        .rate(1),
                BEGIN);
    }

    private static long admitted(TokenBucket bucket, long nanos) {
        long admitted = 0;
        while (TokenBucket.granted(bucket.take(nanos))) {
            admitted++;
        }
        return admitted;
    }
}
