package com.raptorcomply.acceptance.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the source files of the project. */
public final class Sources {
    private static final String BUILT = "(?:.*/)?target/.*";

    private Sources() {}

    /** Returns the project's folder: the nearest parent with the Maven wrapper. */
    public static Path root() {
        return rootAbove(Path.of("").toAbsolutePath());
    }

    /** Returns the files below a folder whose complete path matches the expression, without those that a build has made. */
    static List<Path> below(Path folder, String expression) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !folder.relativize(file).toString().matches(BUILT))
                    .filter(file -> file.toString().matches(expression))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path rootAbove(Path folder) {
        Path above = folder.getParent();
        return above == null || Files.exists(folder.resolve("mvnw")) ? folder : rootAbove(above);
    }
}
