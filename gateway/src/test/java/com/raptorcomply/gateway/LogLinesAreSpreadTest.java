package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.ratelimit.TokenBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogLinesAreSpreadTest {
    private static final long MILLI_NANOS = 1_000_000;

    private final TokenBucket rate = TokenBucket.perSecond(50, 0);

    @Test
    void aSecondsWorthMayComeAtOnceAfterAQuietTime() {
        assertThat(taken(0, 100)).isEqualTo(50);
        assertThat(taken(10_000, 100)).isEqualTo(50);
    }

    @Test
    void whenThereIsMoreToTellLinesAreApartByEqualTimes() {
        taken(0, 50);
        List<Integer> millis = new ArrayList<>();
        for (int milli = 1; milli <= 1_000; milli++) {
            if (taken(milli, 2) > 0) {
                millis.add(milli);
            }
        }
        assertThat(millis).hasSizeBetween(49, 50);
        assertThat(IntStream.range(1, millis.size()).map(i -> millis.get(i) - millis.get(i - 1)))
                .allMatch(apart -> apart == 20 || apart == 21);
    }

    @Test
    void ofNoneThereIsNone() {
        TokenBucket none = TokenBucket.perSecond(0, 0);
        assertThat(TokenBucket.granted(none.take(1_000 * MILLI_NANOS))).isFalse();
    }

    private int taken(int atMilli, int asked) {
        return (int) IntStream.range(0, asked)
                .filter(i -> TokenBucket.granted(rate.take(atMilli * MILLI_NANOS)))
                .count();
    }
}
