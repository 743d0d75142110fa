package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
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
        Path file = Files.writeString(
                directory.resolve("s.yaml"), "name: file\nport: 3\ndatabase: {poolSize: 4}\nbody: 3KiB\n");
        Map<String, String> environment = Map.of("X_NAME", "variable", "X_PORT", "2", "X_DATABASE_POOL_SIZE", "5");
        Sample sample = Sample.READER.read(Settings.load("X", file, environment, Map.of("name", "handed in")));
        assertThat(sample.name()).isEqualTo("handed in");
        assertThat(sample.port()).isEqualTo(2);
        assertThat(sample.database()).isEqualTo(new Sample.Pool(5, 250));
        assertThat(sample.body()).isEqualTo(new DataSize(3 * 1024));
        assertThat(sample.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void unitsOfSizesAndTimes() {
        assertThat(Sample.read(Map.of(), Map.of("body", "64KiB")).body().bytes())
                .isEqualTo(65_536);
        assertThat(Sample.read(Map.of(), Map.of("body", 10)).body().bytes()).isEqualTo(10);
        assertThat(Sample.read(Map.of(), Map.of("timeout", "250ms")).timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(Sample.read(Map.of(), Map.of("timeout", "PT5S")).timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void listsFromAnySource() {
        List<URI> two = List.of(URI.create("http://a"), URI.create("http://b"));
        assertThat(Sample.read(Map.of("X_PEERS", "http://a, http://b"), Map.of())
                        .peers())
                .isEqualTo(two);
        assertThat(Sample.read(Map.of(), Map.of("peers", List.of("http://a", "http://b")))
                        .peers())
                .isEqualTo(two);
        assertThat(Sample.read(Map.of(), Map.of()).peers()).isEmpty();
    }

    @Test
    void mapsOfAllSourcesTogether() throws IOException {
        Path secret = Files.writeString(directory.resolve("three"), "three");
        Map<String, String> environment =
                Map.of("X_TAG_KEYS_2", "two", "X_TAG_KEYS_3_FILE", secret.toString(), "X_POOLS_ONE_POOL_SIZE", "7");
        Sample sample = Sample.read(environment, Map.of("tagKeys.1", "one", "pools.one.waiting", 5));
        assertThat(sample.tagKeys()).containsOnlyKeys("1", "2", "3");
        assertThat(sample.tagKeys().get("3")).isEqualTo(Secret.of("three"));
        assertThat(sample.pools()).containsExactly(Map.entry("one", new Sample.Pool(7, 5)));
    }

    @Test
    void anOptionalGroupIsThereWithOneOfItsSettings() {
        assertThat(Sample.read(Map.of(), Map.of()).spare()).isNull();
        assertThat(Sample.read(Map.of("X_SPARE_WAITING", "9"), Map.of()).spare())
                .isEqualTo(new Sample.Pool(10, 9));
    }
}
