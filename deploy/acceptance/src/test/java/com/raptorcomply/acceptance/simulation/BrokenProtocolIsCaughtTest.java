package com.raptorcomply.acceptance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The simulation detects each deliberately broken clause: with the seed in {@link Seeds} or, if schedules have changed
 * since, with one of the first 20,000 seeds. {@code -Dsimulation.search=true} searches all seeds anew and writes them
 * into the sources.
 */
class BrokenProtocolIsCaughtTest {
    private static final long SCHEDULES_MAX = 20_000;
    private static final boolean SEARCH = Boolean.getBoolean("simulation.search");

    private static Seeds seeds;

    @BeforeAll
    static void readSeeds() throws IOException {
        seeds = Seeds.read();
    }

    @AfterAll
    static void writeSeeds() throws IOException {
        if (SEARCH) {
            seeds.write(Sources.root());
        }
    }

    static List<Mutant> mutants() throws IOException {
        return Mutant.all();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void inTheDatabaseOrTheDriver(Fault fault) throws Exception {
        assertCaught(fault.name(), seed -> Simulation.run(seed, fault.name()));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void inTheProductsOwnSource(Mutant mutant) throws Exception {
        assertCaught(mutant.name(), MutatedClasses.of(mutant, Sources.root())::run);
    }

    @Test
    void andEachIsNamedBesideItsRule() throws IOException {
        String rules = Files.readString(Sources.root().resolve("deploy/docs/REVOCATION.md"));
        Stream<String> faults =
                EnumSet.complementOf(EnumSet.of(Fault.NONE)).stream().map(Fault::name);

        assertThat(Stream.concat(faults, mutants().stream().map(Mutant::name)))
                .allMatch(name -> rules.contains('`' + name + '`'));
    }

    private static void assertCaught(String name, Run run) throws Exception {
        if (SEARCH || run.of(seeds.of(name)) == null) {
            long seed = 1;
            while (seed < SCHEDULES_MAX && run.of(seed) == null) {
                seed++;
            }
            assertThat(seed).as("schedules until it is caught").isLessThan(SCHEDULES_MAX);
            seeds.remember(name, seed);
            System.out.println(name + ": caught by seed " + seed + " now; -Dsimulation.search=true remembers it");
        }
    }

    /** One schedule. */
    @FunctionalInterface
    private interface Run {
        @Nullable
        String of(long seed) throws Exception;
    }
}
