package com.raptorcomply.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Replays each file of {@code seeds}, with which {@code deploy/fuzz/run} begins, through its target. */
class EverySeedHoldsTest {
    private static final int SEEDS_MIN = 5;

    @TestFactory
    Stream<DynamicContainer> ofEveryTarget() throws IOException {
        return Files.readAllLines(Path.of("targets.txt")).stream()
                .map(line -> line.split(" ", -1))
                .map(words -> DynamicContainer.dynamicContainer(words[0], replays(words[0], words[1])));
    }

    private static Stream<DynamicTest> replays(String target, String className) {
        try (Stream<Path> files = Files.list(Path.of("seeds", target))) {
            List<Path> seeds = files.sorted().toList();
            assertThat(seeds).as(target).hasSizeGreaterThanOrEqualTo(SEEDS_MIN);
            MethodHandle entry = MethodHandles.publicLookup()
                    .findStatic(
                            Class.forName(className),
                            "fuzzerTestOneInput",
                            MethodType.methodType(void.class, byte[].class));
            return seeds.stream()
                    .map(seed -> DynamicTest.dynamicTest(
                            seed.getFileName().toString(), () -> entry.invoke(Files.readAllBytes(seed))));
        } catch (IOException | ReflectiveOperationException broken) {
            throw new AssertionError(target, broken);
        }
    }
}
