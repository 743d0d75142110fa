package com.raptorcomply.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation detects each deliberately broken clause: with the remembered seed that detected it first or, if
 * schedules have changed since, with one of the first 20,000 seeds.
 */
class BrokenProtocolIsCaughtTest {
    private static final long SCHEDULES_MAX = 20_000;

    static List<Mutant> mutants() throws IOException {
        return Mutant.all();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void inTheDatabaseOrTheDriver(Fault fault) throws Exception {
        assertCaught(fault.name(), fault.seed(), seed -> Simulation.run(seed, fault.name()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void inTheProductsOwnSource(Mutant mutant) throws Exception {
        assertCaught(mutant.name(), mutant.seed(), MutatedClasses.of(mutant, root())::run);
    }

    private static void assertCaught(String name, long remembered, Run run) throws Exception {
        if (run.of(remembered) == null) {
            long seed = 1;
            while (seed < SCHEDULES_MAX && run.of(seed) == null) {
                seed++;
            }
            assertThat(seed).as("schedules until it is caught").isLessThan(SCHEDULES_MAX);
            System.out.println(name + ": caught by seed " + seed + " now, which is to be remembered");
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("mvnw"))) {
            here = Objects.requireNonNull(here.getParent());
        }
        return here;
    }

    /** One schedule. */
    @FunctionalInterface
    private interface Run {
        @Nullable
        String of(long seed) throws Exception;
    }
}
