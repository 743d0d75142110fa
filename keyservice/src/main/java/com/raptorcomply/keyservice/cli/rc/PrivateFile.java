package com.raptorcomply.keyservice.cli.rc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Reads and replaces files that only their owner may read. A file is replaced as a whole or not at all. */
final class PrivateFile {
    private static final long BYTES_MAX = 64 * 1024;
    private static final int PART_BYTES = 64 * 1024;

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
        try {
            Files.delete(beside(target(file)));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Requires a file that can be written and holds nothing yet, because it may be the only place of another key. */
    static void requireUnused(Path file) {
        requireWritable(file);
        try {
            if (Files.exists(file) && Files.size(file) > 0) {
                throw new RcException(ExitStatus.WRONG, file + " exists, and may hold another key; name a new file");
            }
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    static void write(Path file, String text) {
        try {
            write(file, new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /**
     * Replaces the file, or the one that a symbolic link names.
     *
     * @throws IOException if the stream cannot be read to its end
     * @throws RcException if the file cannot be written
     */
    static void write(Path file, InputStream content) throws IOException {
        Path target = target(file);
        Path next = beside(target);
        try {
            copy(content, next, file);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            throw unwritable(file, e);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void copy(InputStream content, Path next, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(next)) {
            byte[] part = content.readNBytes(PART_BYTES);
            while (part.length > 0) {
                append(out, part, file);
                part = content.readNBytes(PART_BYTES);
            }
        }
    }

    /** Tells a full disk from a response that breaks off. */
    private static void append(OutputStream out, byte[] part, Path file) {
        try {
            out.write(part);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Returns where the file is. A device or a pipe is refused, because a file would take its place. */
    private static Path target(Path file) {
        if (Files.isDirectory(file)) {
            throw new RcException(ExitStatus.WRONG, file + " is a directory");
        }
        if (!Files.exists(file)) {
            return file.toAbsolutePath();
        }
        if (!Files.isRegularFile(file)) {
            throw new RcException(ExitStatus.WRONG, file + " is not a regular file");
        }
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static Path beside(Path target) {
        Path folder = target.getParent();
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(
                    folder,
                    ".rc-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Names the reason if the system tells one, such as a full disk. */
    private static RcException unwritable(Path file, IOException e) {
        String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return new RcException(ExitStatus.FAILED, file + " cannot be written" + (reason == null ? "" : ": " + reason));
    }
}
