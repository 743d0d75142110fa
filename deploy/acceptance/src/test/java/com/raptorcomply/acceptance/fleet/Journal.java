package com.raptorcomply.acceptance.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes progress line by line to a file that the starting script follows. One thread. */
final class Journal {
    private final Path file;
    private final long begunNanos = System.nanoTime();

    /**
     * Creates the file anew.
     *
     * @param name of the file in the build's folder
     */
    Journal(String name) {
        file = Path.of("target", name);
        write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Writes a line with the seconds since the start. */
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
