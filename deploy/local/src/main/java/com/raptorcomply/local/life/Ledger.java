package com.raptorcomply.local.life;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records the answers of the fleet in a file of its own (mode 0600, because it has keys in it): after a restore it tells what
 * should be there. Not thread-safe.
 */
final class Ledger {
    /** A kind of answer. */
    enum Kind {
        /** A key was made; text: the key and its id. */
        MADE,
        /** A key's revocation has an effective receipt; text: the key and its id. */
        REVOKED,
        /** A record was added; text: its path. */
        ADDED
    }

    /** @param atMillis the wall clock when the answer came, in milliseconds since 1970 */
    record Entry(Kind kind, long atMillis, String text) {
        /** Returns the key of an entry that has one. */
        String key() {
            return text.split(" ", 2)[0];
        }

        /** Returns the id of its key. */
        String id() {
            return text.split(" ", 2)[1];
        }
    }

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    private Ledger(Path file) {
        this.file = file;
    }

    /** Returns the ledger of a file, which is created if it is missing. */
    static Ledger in(Path file) {
        Ledger ledger = new Ledger(file);
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ", 3);
                ledger.entries.add(new Entry(Kind.valueOf(parts[0]), Long.parseLong(parts[1]), parts[2]));
            }
            return ledger;
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException unread) {
            throw new LocalRunException("Could not read the ledger " + file + ": " + unread.getMessage(), unread);
        }
    }

    void add(Kind kind, String text) {
        Entry entry = new Entry(kind, System.currentTimeMillis(), text);
        entries.add(entry);
        try {
            Files.writeString(
                    file, entry.kind + " " + entry.atMillis + " " + entry.text + "\n", StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new LocalRunException("Could not write the ledger " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** Takes out what a restore has lost, so that later runs do not miss it. */
    void forget(List<Entry> gone) {
        entries.removeAll(gone);
        try {
            Files.write(
                    file,
                    entries.stream()
                            .map(entry -> entry.kind + " " + entry.atMillis + " " + entry.text)
                            .toList());
        } catch (IOException failed) {
            throw new LocalRunException("Could not write the ledger " + file + ": " + failed.getMessage(), failed);
        }
    }

    List<Entry> of(Kind kind) {
        return entries.stream().filter(entry -> entry.kind == kind).toList();
    }

    /** Returns the keys that were made and not revoked. */
    List<Entry> goodKeys() {
        Map<String, Entry> keys = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (entry.kind == Kind.MADE) {
                keys.put(entry.key(), entry);
            } else if (entry.kind == Kind.REVOKED) {
                keys.remove(entry.key());
            }
        }
        return List.copyOf(keys.values());
    }
}
