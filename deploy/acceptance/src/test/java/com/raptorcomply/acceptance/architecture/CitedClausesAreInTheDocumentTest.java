package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every clause of the revocation protocol that the code cites is a heading of deploy/docs/REVOCATION.md. */
class CitedClausesAreInTheDocumentTest {
    private static final Pattern CITATION = Pattern.compile("Revocation: ([A-Z])");
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*(?:\\*|//|--)?\\s*");

    @Test
    void ofTheRevocationProtocol() throws IOException {
        List<String> headings;
        try (var lines = Files.lines(Sources.root().resolve("deploy/docs/REVOCATION.md"))) {
            headings = lines.filter(line -> line.startsWith("## "))
                    .map(line -> line.substring(3))
                    .toList();
        }
        List<String> unknown = new ArrayList<>();
        int citations = 0;
        for (Path source : Sources.below(Sources.root(), ".*/src/(main|test)/.*\\.(java|sql)")) {
            String text = LINE_BREAK.matcher(Files.readString(source)).replaceAll(" ");
            for (var found = CITATION.matcher(text); found.find(); citations++) {
                String clause = text.substring(found.start(1));
                if (headings.stream().noneMatch(clause::startsWith)) {
                    unknown.add(source.getFileName() + ": " + clause.substring(0, Math.min(40, clause.length())));
                }
            }
        }
        assertThat(citations).isGreaterThan(30);
        assertThat(unknown).isEmpty();
    }
}
