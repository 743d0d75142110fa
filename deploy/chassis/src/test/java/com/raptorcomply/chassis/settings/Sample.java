package com.raptorcomply.chassis.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of every type, for the tests of this package. */
record Sample(
        @Default("1") int port,
        @Nullable URI url,
        @Default("") List<URI> peers,
        @Default("n") String name,
        @Default("false") boolean flag,
        @Nullable Secret key,
        @Nullable Secret password,
        @Default("5s") Duration timeout,
        @Default("64KiB") DataSize body,
        @Default("1") double ratio,
        @Default("warm-start") Mode mode,
        @Nullable Path file,
        Pool database,
        @Nullable Pool spare,
        Map<String, Pool> pools,
        Map<String, Secret> tagKeys,
        @Default("") List<Route> routes) {
    static final ConfigReader<Sample> READER = ConfigReader.of(
            Sample.class, Map.of("databse.size", "database.poolSize", "pools.*.old", "pools.*.poolSize"));

    enum Mode {
        WARM_START,
        COLD_START
    }

    record Pool(
            @Default("10") int poolSize,
            @Computed("50 × poolSize") Integer waiting) {
        Pool {
            waiting = waiting == null ? 50 * poolSize : waiting;
            new Checks()
                    .within("poolSize", poolSize, 1, 100)
                    .within("waiting", waiting, 1, 100_000)
                    .done();
        }
    }

    record Route(String path, @Default("5s") Duration timeout) {}

    Sample {
        new Checks()
                .port("port", port)
                .origins("peers", peers, 0, 3)
                .within("timeout", timeout, Duration.ZERO, Duration.ofSeconds(5))
                .within("body", body, 0, 1 << 20)
                .done();
    }

    static Sample read(Map<String, String> environment, Map<String, ?> handedIn) {
        return READER.read(Settings.load("X", null, environment, handedIn));
    }

    static Examination<Sample> examine(@Nullable Path file, Map<String, String> environment) {
        return READER.examine(Settings.load("X", file, environment, Map.of()));
    }
}
