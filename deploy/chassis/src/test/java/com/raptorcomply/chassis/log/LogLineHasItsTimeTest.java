package com.raptorcomply.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** A line has its time to the microsecond, whatever the second of the line before. A repeated name is written once. */
class LogLineHasItsTimeTest {
    private final LoggerContext context = new LoggerContext();
    private final JsonLineEncoder encoder = new JsonLineEncoder();

    @BeforeEach
    void start() {
        encoder.setContext(context);
        encoder.start();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00.000001Z",
                "2026-01-31T12:00:00.999999999Z",
                "2026-01-31T12:00:01.05Z",
                "2024-02-29T23:59:59.123456789Z"
            })
    void toTheMicrosecond(String text) {
        Instant time = Instant.parse(text);
        assertThat(line(time, List.of()).getInstant("time")).isEqualTo(time.truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void andEachOfManyItsOwn() {
        Instant first = Instant.parse("2026-01-31T12:00:59.9Z");
        for (int i = 0; i < 30; i++) {
            Instant time = first.plusMillis(100L * i);
            assertThat(line(time, List.of()).getInstant("time")).isEqualTo(time);
        }
    }

    @Test
    void andANameOnce() {
        List<KeyValuePair> pairs = List.of(new KeyValuePair("status", 200), new KeyValuePair("status", 500));
        String text = text(Instant.EPOCH, pairs);
        assertThat(text).contains("\"status\":200").doesNotContain("500");
    }

    private JsonObject line(Instant time, List<KeyValuePair> pairs) {
        return new JsonObject(text(time, pairs));
    }

    private String text(Instant time, List<KeyValuePair> pairs) {
        LoggingEvent event = new LoggingEvent("", context.getLogger("test"), Level.INFO, "Told", null, null);
        event.setInstant(time);
        event.setKeyValuePairs(pairs);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
