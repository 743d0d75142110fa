package com.raptorcomply.keyservice.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitsGrowAndScatterTest {
    private static final Duration FIRST = Duration.ofSeconds(10);

    private final RetrySchedule schedule = new RetrySchedule(FIRST);
    private final Random random = new Random(1);

    @Test
    void eachFourTimesTheOneBeforeAndSixHoursAtMost() {
        for (int attempts = 1; attempts < RetrySchedule.ATTEMPTS_MAX; attempts++) {
            double expected =
                    Math.min((double) Duration.ofHours(6).toMillis(), FIRST.toMillis() * Math.pow(4, attempts - 1.0));
            assertThat((double) schedule.after(attempts, random).orElseThrow().toMillis())
                    .isBetween(0.75 * expected - 1, 1.25 * expected + 1);
        }
        assertThat(schedule.after(RetrySchedule.ATTEMPTS_MAX, random)).isEmpty();
    }

    @Test
    void aboutADayInAll() {
        Duration all = IntStream.range(1, RetrySchedule.ATTEMPTS_MAX)
                .mapToObj(attempts -> schedule.after(attempts, random).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);

        assertThat(all).isBetween(Duration.ofHours(15), Duration.ofHours(30));
    }

    @Test
    void noTwoAlike() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> schedule.after(3, random).orElseThrow())
                        .distinct())
                .hasSizeGreaterThan(50);
    }
}
