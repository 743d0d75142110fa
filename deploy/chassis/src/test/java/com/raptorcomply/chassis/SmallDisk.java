package com.raptorcomply.chassis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that is soon full. The test is skipped where the process may not mount one: root may. */
public final class SmallDisk implements AutoCloseable {
    private final Path directory;

    /** Mounts a file system of this size. */
    public SmallDisk(int kibibytes) {
        try {
            directory = Files.createTempDirectory("small-disk");
            boolean isMounted =
                    run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", directory.toString());
            if (!isMounted) {
                Files.delete(directory);
            }
            assumeTrue(isMounted, "This process may not mount a file system");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path directory() {
        return directory;
    }

    /** Unmounts it. */
    @Override
    public void close() {
        run("umount", directory.toString());
        try {
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
