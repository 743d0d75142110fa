package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins a document that is declared in several files: a root, and fragments beside it. The root lists the fragments in
 * {@code x-fragments}, by name without {@code .yaml}; their order is that of the tags and paths of the joined document. A
 * fragment has {@code tags}, {@code paths} and {@code components} only, and may refer to the components of all files.
 */
final class Fragments {
    private static final String LIST = "x-fragments";
    private static final String TAGS = "tags";
    private static final String PATHS = "paths";
    private static final String COMPONENTS = "components";
    private static final Set<String> SECTIONS = Set.of(TAGS, PATHS, COMPONENTS);

    private final JsonObject document;

    /** The file of each tag, path and component, under a name such as {@code path /users}. */
    private final Map<String, String> files = new HashMap<>();

    private Fragments(JsonObject document) {
        this.document = document;
    }

    /**
     * Reads a document with its fragments. Blocks.
     *
     * @param resource absolute path of the root in the class path
     * @param more absolute paths of fragments that the root does not list
     * @throws IllegalStateException if a file is missing, or a tag, path or component is in two files
     */
    static JsonObject join(Class<?> owner, String resource, String... more) {
        JsonObject root = OpenApiDocument.parse(owner, resource);
        Object names = root.remove(LIST);
        if (names == null && more.length == 0) {
            return root;
        }
        JsonObject document = root.copy();
        SECTIONS.forEach(document::remove);
        document.put(TAGS, new JsonArray()).put(PATHS, new JsonObject()).put(COMPONENTS, new JsonObject());
        Fragments joined = new Fragments(document);
        joined.add("root", root);
        String folder = resource.substring(0, resource.lastIndexOf('/') + 1);
        List<String> files = new ArrayList<>();
        if (names != null) {
            ((JsonArray) names).forEach(name -> files.add(folder + name + ".yaml"));
        }
        files.addAll(List.of(more));
        files.forEach(file -> joined.add(owner, file));
        return document;
    }

    private void add(Class<?> owner, String file) {
        JsonObject fragment = OpenApiDocument.parse(owner, file);
        String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".yaml".length());
        for (String section : fragment.fieldNames()) {
            if (!SECTIONS.contains(section)) {
                throw new IllegalStateException("Fragment " + name + " of the OpenAPI document has " + section
                        + ", which only the root may have");
            }
        }
        add(name, fragment);
    }

    private void add(String file, JsonObject part) {
        for (Object tag : part.getJsonArray(TAGS, new JsonArray())) {
            claim(file, "tag " + ((JsonObject) tag).getString("name"));
            document.getJsonArray(TAGS).add(tag);
        }
        move(file, "path ", part.getJsonObject(PATHS), document.getJsonObject(PATHS));
        JsonObject components = document.getJsonObject(COMPONENTS);
        part.getJsonObject(COMPONENTS, new JsonObject()).forEach(kind -> {
            JsonObject all = components.getJsonObject(kind.getKey(), new JsonObject());
            components.put(kind.getKey(), all);
            move(file, "component " + kind.getKey() + '/', (JsonObject) kind.getValue(), all);
        });
    }

    private void move(String file, String kind, @Nullable JsonObject from, JsonObject to) {
        if (from != null) {
            from.forEach(member -> {
                claim(file, kind + member.getKey());
                to.put(member.getKey(), member.getValue());
            });
        }
    }

    private void claim(String file, String what) {
        String other = files.putIfAbsent(what, file);
        if (other != null) {
            throw new IllegalStateException(
                    "The OpenAPI document has the " + what + " in two files, " + other + " and " + file);
        }
    }
}
