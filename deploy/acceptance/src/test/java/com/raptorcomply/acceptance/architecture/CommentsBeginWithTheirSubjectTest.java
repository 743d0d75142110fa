package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A comment says what something is or does. One that begins as a question makes its reader look for the answer. */
class CommentsBeginWithTheirSubjectTest {
    private static final Pattern QUESTION =
            Pattern.compile("(?m)^\\s*(?:/\\*\\*|\\*|//)\\s*(?:Who|What|Whose|Whether|How)\\b.*$");

    @Test
    void inEverySource() throws IOException {
        List<String> questions = new ArrayList<>();
        List<Path> sources = Sources.below(Sources.root(), ".*/src/(main|test)/java/.*\\.java");
        for (Path source : sources) {
            QUESTION.matcher(Files.readString(source))
                    .results()
                    .forEach(found -> questions.add(source.getFileName() + ":" + found.group()));
        }

        assertThat(sources).hasSizeGreaterThan(1_000);
        assertThat(questions).isEmpty();
    }
}
