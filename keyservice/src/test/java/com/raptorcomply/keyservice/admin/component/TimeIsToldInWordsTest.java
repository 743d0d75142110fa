package com.raptorcomply.keyservice.admin.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIsToldInWordsTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-29T08:51:30Z");

    @ParameterizedTest
    @CsvSource({
        "PT-30S, just now",
        "PT30S, in less than a minute",
        "PT-1M, 1 minute ago",
        "PT-59M, 59 minutes ago",
        "PT-1H, 1 hour ago",
        "PT-47H, 2 days ago",
        "PT23H59M59S, in 1 day",
        "P30D, in 30 days",
        "P-60D, 60 days ago",
        "P-90D, 3 months ago",
        "PT2159H59M59S, in 3 months",
        "P400D, in 13 months",
        "P800D, in 2 years"
    })
    void thatOnePictures(Duration from, String words) {
        TimeInWords time = TimeInWords.of(NOW.plus(from).toInstant(), NOW);
        assertThat(time.words()).isEqualTo(words);
    }

    @Test
    void andExactly() {
        TimeInWords time = TimeInWords.of(NOW.toInstant(), NOW);
        assertThat(time.exact()).isEqualTo("29 Nov 2026, 08:51:30 UTC");
        assertThat(time.full()).isEqualTo(time.exact());
        assertThat(time.machine()).isEqualTo("2026-11-29T08:51:30Z");
    }

    @Test
    void andInTheZoneOfTheReaderWithUtcBeside() {
        TimeInWords summer = TimeInWords.of(
                Instant.parse("2026-07-01T02:00:00Z"), NOW.withZoneSameInstant(ZoneId.of("America/Chicago")));
        assertThat(summer.full()).isEqualTo("30 Jun 2026, 21:00:00 UTC-05:00 (1 Jul 2026, 02:00:00 UTC)");
        assertThat(summer.machine()).isEqualTo("2026-07-01T02:00:00Z");
    }
}
