package com.raptorcomply.keyservice.cli.rc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Reads and replaces files that only their owner may read. A file is replaced as a whole or not at all. */
final class PrivateFile {
    private static final long BYTES_MAX = 64 * 1024;

    private PrivateFile() {}

    /** Returns the text without blanks around it. */
    static String read(Path file) {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new RcException(ExitStatus.WRONG, file + " is too large");
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new RcException(ExitStatus.WRONG, file + " cannot be read");
        }
    }

    /** Does nothing if the file can be written, so that what is shown only once is not asked for in vain. */
    static void requireWritable(Path file) {
        if (Files.isDirectory(file)) {
            throw new RcException(ExitStatus.WRONG, file + " is a directory");
        }
        try {
            Files.delete(beside(file));
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, file + " cannot be written");
        }
    }

    static void write(Path file, String text) {
        try {
            write(file, new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, file + " cannot be written");
        }
    }

    /** @throws IOException if the stream cannot be read to its end */
    static void write(Path file, InputStream content) throws IOException {
        Path next = beside(file);
        try {
            try (OutputStream out = Files.newOutputStream(next)) {
                content.transferTo(out);
            }
            Files.move(next, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static Path beside(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(
                    folder,
                    ".rc-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, file + " cannot be written");
        }
    }
}
