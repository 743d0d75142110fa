package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every extension of the services' OpenAPI documents is in deploy/docs/ARCHITECTURE.md, and no other is. */
class ExtensionsAreDocumentedTest {
    private static final Pattern USED = Pattern.compile("(?m)(?:^ *|[{,] *)(x-[a-z-]+):");
    private static final Pattern DOCUMENTED = Pattern.compile("`(x-[a-z-]+)");

    @Test
    void inTheTableOfTheirMeanings() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path document : Sources.below(Sources.root(), ".*/src/main/resources/openapi/.*\\.yaml")) {
            used.addAll(names(USED, Files.readString(document)));
        }
        String text = Files.readString(Sources.root().resolve("deploy/docs/ARCHITECTURE.md"));

        assertThat(used).hasSizeGreaterThan(10);
        assertThat(names(DOCUMENTED, text)).isEqualTo(used);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
