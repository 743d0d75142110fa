package com.raptorcomply.resources.cli;

import com.raptorcomply.resources.activity.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of checkpoints, one a line: organization, sequence, hash and entries, separated by blanks. Without a file every
 * chain is verified from its first link.
 */
final class CheckpointFile {
    private final @Nullable Path file;
    private final Map<UUID, Checkpoint> checkpoints = new TreeMap<>();

    private CheckpointFile(@Nullable Path file) {
        this.file = file;
    }

    /** Reads the file, which need not exist yet. Fails if a line is malformed. */
    static CheckpointFile read(@Nullable Path file) {
        CheckpointFile read = new CheckpointFile(file);
        if (file != null && Files.exists(file)) {
            try {
                Files.readAllLines(file).forEach(line -> read.put(parse(line)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return read;
    }

    Set<UUID> organizations() {
        return checkpoints.keySet();
    }

    Checkpoint of(UUID organization) {
        return checkpoints.getOrDefault(organization, Checkpoint.start(organization));
    }

    void put(Checkpoint checkpoint) {
        if (checkpoint.sequence() > 0) {
            checkpoints.put(checkpoint.organization(), checkpoint);
        }
    }

    /** Replaces the file as a whole, so that an interrupted run leaves the one before. */
    void store() {
        if (file == null) {
            return;
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(
                    written,
                    checkpoints.values().stream().map(CheckpointFile::line).toList());
            Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(Checkpoint at) {
        return at.organization() + " " + at.sequence() + " " + at.hash() + " " + at.entries();
    }

    private static Checkpoint parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("A checkpoint is malformed: " + line);
        }
        return new Checkpoint(UUID.fromString(parts[0]), Long.parseLong(parts[1]), parts[2], Long.parseLong(parts[3]));
    }
}
