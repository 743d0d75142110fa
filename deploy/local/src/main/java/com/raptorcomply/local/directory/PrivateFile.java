package com.raptorcomply.local.directory;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A file that only its user may read (mode 0600), of {@code NAME=value} lines or any other text. Writes are atomic. */
public record PrivateFile(Path path) {

    /** Returns the values by name; none if there is no file. */
    public Map<String, String> read() {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return values;
        } catch (IOException failed) {
            throw new LocalRunException("Could not read " + path + ": " + failed.getMessage(), failed);
        }
    }

    public void write(String heading, Map<String, String> values) {
        write(values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining("", "# " + heading + "\n", "")));
    }

    /** Replaces the text as a whole, and creates the folder if it is missing. */
    public void write(String text) {
        Path partial = path.resolveSibling(path.getFileName() + ".partial");
        try {
            Files.createDirectories(path.resolveSibling(""));
            Files.deleteIfExists(partial);
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(partial, text);
            Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new LocalRunException("Could not write " + path + ": " + failed.getMessage(), failed);
        }
    }
}
