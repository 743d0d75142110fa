package com.raptorcomply.local;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes settings by dotted name to a file of nested objects; JSON is valid YAML. */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * Writes the file.
     *
     * @return its name
     */
    public static String write(Path file, Map<String, Object> settings) {
        JsonObject root = new JsonObject();
        settings.forEach((name, value) -> {
            JsonObject parent = root;
            String[] path = name.split("\\.", -1);
            for (int i = 0; i < path.length - 1; i++) {
                parent = (JsonObject) parent.getMap().computeIfAbsent(path[i], missing -> new JsonObject());
            }
            parent.put(path[path.length - 1], value);
        });
        try {
            return Files.writeString(file, root.encodePrettily()).toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
