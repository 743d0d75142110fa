package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrongestSourceWinsTest {
    @TempDir
    private Path directory;

    @Test
    void handedInThenVariableThenFileThenDefault() throws IOException {
        Path file = Files.writeString(directory.resolve("s.yaml"), "a: {one: file, two: file, three: file}\n");
        Settings settings = Settings.load(
                "GATEWAY",
                file,
                Map.of("GATEWAY_A_ONE", "variable", "GATEWAY_A_TWO", "variable"),
                Map.of("a.one", "handed in"));
        assertThat(settings.string("a.one")).isEqualTo("handed in");
        assertThat(settings.child("a").string("two")).isEqualTo("variable");
        assertThat(settings.string("a.three")).isEqualTo("file");
        assertThat(settings.string("a.four", "default")).isEqualTo("default");
        settings.refuseUnknown();
    }

    @Test
    void unitsOfSizesAndTimes() {
        Settings settings = Settings.load(
                "GATEWAY", null, Map.of(), Map.of("size", "64KiB", "plain", 10, "time", "250ms", "iso", "PT5S"));
        assertThat(settings.bytes("size", 0, 0, 1 << 20)).isEqualTo(65_536);
        assertThat(settings.bytes("plain", 0, 0, 10)).isEqualTo(10);
        assertThat(settings.duration("time", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)))
                .isEqualTo(Duration.ofMillis(250));
        assertThat(settings.duration("iso", Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5)))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void listsFromAnySource() {
        Settings settings = Settings.load(
                "GATEWAY",
                null,
                Map.of("GATEWAY_URLS", "http://a, http://b", "GATEWAY_TAG_KEYS_2", "two"),
                Map.of("names", List.of("x", "y"), "tagKeys.1", "one"));
        assertThat(settings.strings("urls")).containsExactly("http://a", "http://b");
        assertThat(settings.strings("names")).containsExactly("x", "y");
        assertThat(settings.strings("none")).isEmpty();
        assertThat(settings.child("tagKeys").keys()).containsExactly("1", "2");
        assertThat(settings.child("tagKeys").secret("2").matches("two")).isTrue();
    }
}
