package com.raptorcomply.local.fleet;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes one secret to a file that only its user may read (mode 0600). */
final class SecretFile {
    private SecretFile() {}

    /** Replaces the file as a whole. */
    static void write(Path file, String secret) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, secret);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new LocalRunException("Could not write " + file + ": " + failed.getMessage(), failed);
        }
    }
}
