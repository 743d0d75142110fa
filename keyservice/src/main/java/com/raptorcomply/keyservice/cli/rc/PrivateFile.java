package com.raptorcomply.keyservice.cli.rc;

import java.io.IOException;
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

    static void write(Path file, String text) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            Path next = Files.createTempFile(
                    folder,
                    ".rc-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(next, text + "\n", StandardCharsets.UTF_8);
            Files.move(next, file.toAbsolutePath(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, file + " cannot be written");
        }
    }
}
