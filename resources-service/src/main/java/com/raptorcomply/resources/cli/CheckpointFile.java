package com.raptorcomply.resources.cli;

import com.raptorcomply.resources.activity.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of checkpoints, one a line: organization, sequence, hash and entries, separated by blanks. Without a file every
 * chain is verified from its first link.
 */
final class CheckpointFile {
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) (\\d{1,18}) ([0-9a-f]{64}) (\\d{1,18})");

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
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    read.put(parse(lines.get(i), "Line " + (i + 1) + " of " + file));
                }
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

    private static Checkpoint parse(String line, String place) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    place + " is not an organization, a sequence, a hash and a number of entries: " + line);
        }
        return new Checkpoint(
                UUID.fromString(parts.group(1)),
                Long.parseLong(parts.group(2)),
                parts.group(3),
                Long.parseLong(parts.group(4)));
    }
}
