package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Removes components and tags that no operation uses, because client generators would make classes of them. */
final class UnusedParts {
    private UnusedParts() {}

    static void drop(JsonObject document) {
        Set<String> used = used(document);
        JsonObject components = document.getJsonObject("components");
        for (String kind : List.copyOf(components.fieldNames())) {
            if (!kind.equals("securitySchemes")) {
                JsonObject section = components.getJsonObject(kind);
                List.copyOf(section.fieldNames()).stream()
                        .filter(name -> !used.contains("#/components/" + kind + '/' + name))
                        .forEach(section::remove);
                if (section.isEmpty()) {
                    components.remove(kind);
                }
            }
        }
        dropTags(document);
    }

    private static Set<String> used(JsonObject document) {
        References references = new References(document);
        Set<String> used = new HashSet<>();
        Deque<Object> open = new ArrayDeque<>(List.of(document.getJsonObject("paths")));
        while (!open.isEmpty()) {
            for (String reference : References.in(open.remove())) {
                if (used.add(reference)) {
                    open.add(references.find(reference));
                }
            }
        }
        return used;
    }

    private static void dropTags(JsonObject document) {
        Set<Object> used = new HashSet<>();
        document.getJsonObject("paths").forEach(item -> ((JsonObject) item.getValue()).forEach(operation -> {
            if (operation.getValue() instanceof JsonObject json) {
                json.getJsonArray("tags", new JsonArray()).forEach(used::add);
            }
        }));
        JsonArray kept = new JsonArray();
        document.getJsonArray("tags", new JsonArray()).stream()
                .filter(tag -> used.contains(((JsonObject) tag).getString("name")))
                .forEach(kept::add);
        document.put("tags", kept);
    }
}
