package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryFaultIsNamedInOneStartTest {
    private static final String MANY = """
            port: http
            url: nowhere
            peers: ["http://a b", "http://k:1/path"]
            name: ''
            rats: 7
            timeout: 6s
            pools: {one: {poolSize: 0, waiting: x}, two: {poolSize: 5}}
            routes: [{path: /a, timeout: soon}, {timeout: 1s}]
            mode: hot
            database: none
            """;

    @TempDir
    private Path directory;

    @Test
    void withItsNameAndOrigin() throws Exception {
        Path file = Files.writeString(directory.resolve("s.yaml"), MANY);
        Examination<Sample> examination = Sample.examine(file, Map.of("X_FLAG", "soon", "X_KEY_FILE", "/none"));

        assertThat(examination.faults())
                .extracting(fault -> fault.replace(file.toString(), "FILE"))
                .containsExactlyInAnyOrder(
                        "Setting 'port' at FILE:1:7: 'http' is not accepted;"
                                + " expected a whole number from 0 to 65535",
                        "Setting 'url' at FILE:2:6: 'nowhere' is not accepted;"
                                + " expected an absolute URI such as http://127.0.0.1:8081",
                        "Setting 'peers[0]' at FILE:3:9: 'http://a b' is not accepted;"
                                + " expected an absolute URI such as http://127.0.0.1:8081",
                        "Setting 'peers[1]' at FILE:3:23: 'http://k:1/path' is not accepted;"
                                + " expected http(s)://host[:port] without a path or user",
                        "Setting 'name' at FILE:4:7 is empty",
                        "Unknown setting 'rats' at FILE:5:7",
                        "Setting 'timeout' at FILE:6:10: '6s' is not accepted;"
                                + " expected a time such as 250ms, 5s, 2m, 1h or PT5S, from 0s to 5s",
                        "Setting 'pools.one.poolSize' at FILE:7:25: '0' is not accepted;"
                                + " expected a whole number from 1 to 100",
                        "Setting 'pools.one.waiting' at FILE:7:37: 'x' is not accepted; expected a whole number from 1 to 100000",
                        "Setting 'routes[0].timeout' at FILE:8:30: 'soon' is not accepted;"
                                + " expected a time such as 250ms, 5s, 2m, 1h or PT5S",
                        "Setting 'routes[1].path' is required",
                        "Setting 'mode' at FILE:9:7: 'hot' is not accepted; expected one of warm-start, cold-start",
                        "Setting 'database' at FILE:10:11: 'none' is not accepted; expected settings as 'name: value'",
                        "Setting 'flag' at environment variable X_FLAG: 'soon' is not accepted;"
                                + " expected true or false",
                        "Setting 'key' at environment variable X_KEY_FILE (file '/none'): the file cannot be read");
        assertThat(examination.config()).isNull();
    }

    @Test
    void whatIsMissingIsNamedWithItsVariable() {
        record Needed(URI url, Secret password, List<URI> nodes) {}
        Settings settings = Settings.load("X", null, Map.of("X_PASSWORD", ""), Map.of());
        assertThat(ConfigReader.of(Needed.class, Map.of()).examine(settings).faults())
                .containsExactly(
                        "Setting 'url' (environment variable X_URL) is required",
                        "Setting 'password' (environment variable X_PASSWORD,"
                                + " or the same with _FILE for a file that holds it) is required",
                        "Setting 'nodes' (environment variable X_NODES) is required");
    }

    @Test
    void alsoThoseOfARecordAroundARefusedOne() {
        assertThat(Sample.examine(null, Map.of("X_DATABASE_POOL_SIZE", "0", "X_PORT", "70000"))
                        .faults())
                .hasSize(2);
    }
}
