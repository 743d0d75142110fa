package com.raptorcomply.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No source file is longer than 300 lines, because a longer file needs another design. */
class FileLengthTest {
    private static final int LINES_MAX = 300;

    @Test
    void noSourceFileIsTooLong() {
        List<Path> sources = Sources.below(Sources.root(), ".*/src/(main|test)/.*\\.(java|sql)");
        assertThat(sources).hasSizeGreaterThan(50);
        assertThat(sources)
                .allSatisfy(file -> assertThat(lines(file)).as(file.toString()).isLessThanOrEqualTo(LINES_MAX));
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
