package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every setting that a service reads stands in the CONFIGURATION.md beside its code. */
class SettingsAreDocumentedTest {
    private static final Pattern READ = Pattern.compile(
            "\\.(?:string|integer|bytes|duration|bool|ratio|oneOf|uri|secret|optionalSecret|strings|optional|child|children)\\(\\s*\"([^\"]+)\"");

    @TestFactory
    Stream<DynamicTest> inTheReferenceOfItsService() {
        return Stream.of("gateway", "keyservice", "resources-service")
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    Path folder = Sources.root().resolve(service);
                    String reference = Files.readString(folder.resolve("CONFIGURATION.md"));
                    Set<String> read = settingsReadIn(folder.resolve("src/main/java"));
                    assertThat(read).hasSizeGreaterThan(3);
                    assertThat(read).allSatisfy(name -> assertThat(reference)
                            .containsPattern("\\b" + Pattern.quote(name) + "\\b"));
                }));
    }

    private static Set<String> settingsReadIn(Path folder) {
        Set<String> names = new TreeSet<>();
        Sources.below(folder, ".*Settings\\.java").forEach(file -> READ.matcher(text(file))
                .results()
                .map(SettingsAreDocumentedTest::name)
                .forEach(names::add));
        return names;
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
