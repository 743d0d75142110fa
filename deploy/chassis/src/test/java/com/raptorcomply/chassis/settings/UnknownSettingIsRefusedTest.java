package com.raptorcomply.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownSettingIsRefusedTest {
    @TempDir
    private Path directory;

    @Test
    void withItsPlaceAndTheNearestName() throws IOException {
        assertThat(faults("port: 1\nroutes:\n- path: /a\n  timeuot: 5s\ndatabase: {pollSize: 3}\nhats: {a: 1}\n"))
                .containsExactlyInAnyOrder(
                        "Unknown setting 'routes[0].timeuot' at FILE:4:12; did you mean 'timeout'?",
                        "Unknown setting 'database.pollSize' at FILE:5:22; did you mean 'poolSize'?",
                        "Unknown setting 'hats' at FILE:6:11");
    }

    @Test
    void andOneOfAFormerNameWithThePresentOne() throws IOException {
        assertThat(faults("databse: {size: 3, other: 1}\npools: {one: {old: 4}}\n"))
                .containsExactlyInAnyOrder(
                        "Setting 'databse.size' at FILE:1:17 is now called 'database.poolSize'",
                        "Unknown setting 'databse.other' at FILE:1:27",
                        "Setting 'pools.one.old' at FILE:2:20 is now called 'pools.one.poolSize'");
    }

    @Test
    void asIsAVariableOfAFormerName() {
        Map<String, String> environment = Map.of("X_DATABSE_SIZE", "3", "X_POOLS_ONE_OLD", "4");
        Settings settings = Settings.load("X", null, environment, Map.of("pools.one.waiting", 3));
        Examination<Sample> examination = Sample.READER.examine(settings);
        assertThat(examination.faults())
                .containsExactlyInAnyOrder(
                        "Environment variable X_DATABSE_SIZE is now called X_DATABASE_POOL_SIZE",
                        "Environment variable X_POOLS_ONE_OLD is now called X_POOLS_ONE_POOL_SIZE");
    }

    @Test
    void butNotOneThatAStrongerSourceHides() throws IOException {
        Files.writeString(file(), "port: 1\ndatabase:\n");
        assertThat(Sample.READER
                        .read(Settings.load("X", file(), Map.of(), Map.of("port", 2)))
                        .port())
                .isEqualTo(2);
    }

    @Test
    void variableThatNoSettingIsReadFromIsNamed() {
        Map<String, String> environment =
                Map.of("X_PORT", "1", "X_PROT", "2", "X_TOKEN_FILE", "/none", "XY_PORT", "3", "PATH", "/bin");
        Examination<Sample> examination = Sample.examine(null, environment);
        assertThat(examination.faults()).isEmpty();
        assertThat(examination.unknownVariables()).containsExactly("X_PROT", "X_TOKEN_FILE");
    }

    private List<String> faults(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        return Sample.examine(file(), Map.of()).faults().stream()
                .map(fault -> fault.replace(file().toString(), "FILE"))
                .toList();
    }

    private Path file() {
        return directory.resolve("x.yaml");
    }
}
