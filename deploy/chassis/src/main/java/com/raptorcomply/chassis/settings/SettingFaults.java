package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the values and faults of one examination, at most one fault per setting. Not thread-safe. */
final class SettingFaults {
    /** Replaces a value that messages must not show. */
    static final String UNSHOWN = "[unshown]";

    private final Map<String, JsonNode> seen = new HashMap<>();
    private final Map<String, String> sentences = new LinkedHashMap<>();
    private final Set<String> refusedTexts = new HashSet<>();

    /** Stores a value, so that messages can show it and its origin. */
    void seen(String path, JsonNode value) {
        seen.put(path, value);
    }

    void missing(String path, @Nullable String variable, String otherwise) {
        String environment = variable == null ? "" : " (environment variable " + variable + otherwise + ")";
        say(path, "Setting '" + path + "'" + environment + " is required");
    }

    void empty(String path) {
        say(path, "Setting '" + path + "'" + place(path) + " is empty");
    }

    /** Refuses a text that is none of its type; a sentence of the record, which knows the range, takes the place of this one. */
    void refuseText(String path, String expected) {
        refuse(path, "", expected);
        refusedTexts.add(path);
    }

    /** @param value of the record's own, for a setting that has no text of its own */
    void refuse(String path, String value, String expected) {
        JsonNode given = seen.get(path);
        if (given == null && !value.isEmpty() && !sentences.isEmpty()) {
            // The value was computed from a refused setting.
            return;
        }
        if (refusedTexts.remove(path)) {
            sentences.remove(path);
        }
        String text = given == null || !given.isTextual() || value.equals(UNSHOWN) ? value : given.textValue();
        String shown = text.equals(UNSHOWN) ? " is not accepted;" : ": '" + text + "' is not accepted;";
        say(path, "Setting '" + path + "'" + place(path) + (text.isEmpty() ? ":" : shown) + " expected " + expected);
    }

    void say(String path, String sentence) {
        sentences.putIfAbsent(path, SettingsException.masked(sentence));
    }

    String place(String path) {
        String origin = origins().getOrDefault(path, "");
        return origin.isEmpty() || origin.equals(Written.DEFAULT) ? "" : " at " + origin;
    }

    /** Returns the origin of each value by dotted name. */
    Map<String, String> origins() {
        Map<String, String> origins = new HashMap<>();
        seen.forEach((path, value) -> origins.put(path, Written.origin(value)));
        return origins;
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    List<String> sentences() {
        return List.copyOf(sentences.values());
    }
}
