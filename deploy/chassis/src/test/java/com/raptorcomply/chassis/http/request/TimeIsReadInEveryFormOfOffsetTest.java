package com.raptorcomply.chassis.http.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeIsReadInEveryFormOfOffsetTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01t00:00:00z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00Z, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00+00:00, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00-00:00, 2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00+0000, 2026-01-01T00:00:00Z",
        "2026-01-01T01:00:00+01, 2026-01-01T00:00:00Z",
        "2026-01-01T05:30:00+0530, 2026-01-01T00:00:00Z",
        "2025-12-31T17:00:00.123456789-07:00, 2026-01-01T00:00:00.123456Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z"
    })
    void sameMoment(String text, Instant moment) {
        assertThat(Timestamps.parse(text)).contains(moment);
        assertThat(Timestamps.parseParameter(text)).contains(moment);
    }

    /** A client that does not percent-encode its + sends a blank. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T01:00:00 01:00", "2026-01-01T01:00:00 0100", "2026-01-01T01:00:00.000 01"})
    void parameterWhosePlusBecameABlank(String decoded) {
        assertThat(Timestamps.parseParameter(decoded)).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(Timestamps.parse(decoded)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-01",
                "2026-01-01T00:00:00",
                "2026-01-01 00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01T00:00:00+1",
                "2026-01-01T00:00:00+19:00",
                "2026-01-01T00:00:00+01:60",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.1234567890Z",
                "+12026-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "٢٠٢٦-01-01T00:00:00Z",
                "2026-01-01T00:00:00Z "
            })
    void anythingElseIsNoTime(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
        assertThat(Timestamps.parseParameter(text)).isEmpty();
    }
}
