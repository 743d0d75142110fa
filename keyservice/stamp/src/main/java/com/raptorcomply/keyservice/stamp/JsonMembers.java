package com.raptorcomply.keyservice.stamp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the members of a JSON object, each once, by name and type. Not thread-safe. */
final class JsonMembers {
    private final Map<String, Object> unread;

    JsonMembers(Map<String, Object> members) {
        unread = new HashMap<>(members);
    }

    boolean optional(String name) {
        return unread.containsKey(name);
    }

    String text(String name) throws IOException {
        return take(name, String.class);
    }

    long number(String name) throws IOException {
        return take(name, Long.class);
    }

    UUID uuid(String name) throws IOException {
        return uuidOf(text(name));
    }

    List<String> texts(String name) throws IOException {
        return elements(name, String.class);
    }

    /** Returns the texts of a list, or a text alone. */
    List<String> textOrTexts(String name) throws IOException {
        return unread.get(name) instanceof String ? List.of(text(name)) : texts(name);
    }

    List<UUID> uuids(String name) throws IOException {
        List<UUID> uuids = new ArrayList<>();
        for (String text : texts(name)) {
            uuids.add(uuidOf(text));
        }
        return uuids;
    }

    JsonMembers object(String name) throws IOException {
        return of(take(name, Map.class));
    }

    List<JsonMembers> objects(String name) throws IOException {
        List<JsonMembers> objects = new ArrayList<>();
        for (Map<?, ?> element : elements(name, Map.class)) {
            objects.add(of(element));
        }
        return objects;
    }

    void refuseOthers() throws IOException {
        if (!unread.isEmpty()) {
            throw new IOException("Unknown members: " + unread.keySet());
        }
    }

    @SuppressWarnings("unchecked") // StrictJson only makes maps with String keys
    private static JsonMembers of(Map<?, ?> object) {
        return new JsonMembers((Map<String, Object>) object);
    }

    private <T> List<T> elements(String name, Class<T> type) throws IOException {
        List<T> elements = new ArrayList<>();
        for (Object element : take(name, List.class)) {
            if (!type.isInstance(element)) {
                throw new IOException("Member " + name + " holds an element of another type");
            }
            elements.add(type.cast(element));
        }
        return elements;
    }

    private <T> T take(String name, Class<T> type) throws IOException {
        Object value = unread.remove(name);
        if (!type.isInstance(value)) {
            throw new IOException("Member " + name + " is missing or of another type");
        }
        return type.cast(value);
    }

    private static UUID uuidOf(String text) throws IOException {
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("Not a UUID", e);
        }
        throw new IOException("Not the one spelling of a UUID");
    }
}
