package com.raptorcomply.acceptance.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.architecture.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each link in a document to another place in this project leads to a file and a heading that exist. */
class EveryLinkLeadsSomewhereTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]*`");

    @Test
    void inEveryDocument() throws IOException {
        List<String> dead = new ArrayList<>();
        List<Path> documents = documents();
        for (Path document : documents) {
            Matcher link = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""));
            while (link.find()) {
                if (!leadsSomewhere(document, link.group(1))) {
                    dead.add(Sources.root().relativize(document) + ": " + link.group(1));
                }
            }
        }

        assertThat(documents).hasSizeGreaterThan(12);
        assertThat(dead).isEmpty();
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Sources.root())) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().matches(".*/(target|node_modules|run)/.*"))
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path document, String link) throws IOException {
        if (link.matches("(?i)[a-z][a-z+.-]*:.*")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    private static Set<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
