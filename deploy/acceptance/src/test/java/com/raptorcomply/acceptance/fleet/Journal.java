package com.raptorcomply.acceptance.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What goes on, line by line, in a file that the command which started it follows. One thread. */
final class Journal {
    private final Path file;
    private final long begunNanos = System.nanoTime();

    /** @param name of the file in the build's folder, made anew */
    Journal(String name) {
        file = Path.of("target", name);
        write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** With the seconds since it began. */
    void progress(String line) {
        say("%4d s  %s".formatted((System.nanoTime() - begunNanos) / 1_000_000_000, line));
    }

    void say(String text) {
        write(text + System.lineSeparator(), StandardOpenOption.APPEND);
    }

    private void write(String text, StandardOpenOption... how) {
        try {
            Files.writeString(file, text, how);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
