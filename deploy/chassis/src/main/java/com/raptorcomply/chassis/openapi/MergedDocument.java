package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Merges the served documents of several services into one. A component that two documents have alike is taken once; one
 * that differs, or that refers to one that does, gets the name of its service in front. The first document wins for what
 * cannot be prefixed: the version, the security schemes of the same name and the description of a tag.
 */
public final class MergedDocument {
    private static final String COMPONENTS = "components";
    private static final String PATHS = "paths";
    private static final String INFO = "info";
    private static final String DESCRIPTION = "description";
    private static final String SCHEMES = "securitySchemes";
    private static final String REFERENCE = "#/components/";

    /** The place before a heading of a description. */
    private static final Pattern SECTION = Pattern.compile("(?m)(?=^### )");

    private final JsonObject merged;
    private final Set<String> operationIds = new HashSet<>();

    private MergedDocument(JsonObject first) {
        this.merged = first.copy();
        operations(first).forEach(operation -> operationIds.add(operation.getString("operationId")));
    }

    /**
     * Begins with a document.
     *
     * @param title of the merged document
     */
    public static MergedDocument of(JsonObject first, String title) {
        MergedDocument document = new MergedDocument(first);
        document.merged.getJsonObject(INFO).put("title", title);
        return document;
    }

    /**
     * Adds a document.
     *
     * @param service its name, for components and operation ids that another document has too
     * @param other not changed
     * @param kept true for the paths to add
     */
    public MergedDocument add(String service, JsonObject other, Predicate<String> kept) {
        JsonObject added = other.copy();
        JsonObject paths = added.getJsonObject(PATHS);
        List.copyOf(paths.fieldNames()).stream().filter(kept.negate()).forEach(paths::remove);
        UnusedParts.drop(added);
        String prefix = Character.toUpperCase(service.charAt(0)) + service.substring(1);
        JsonObject renamed = renamed(added, conflicts(added), prefix);
        for (JsonObject operation : operations(renamed)) {
            String id = operation.getString("operationId");
            if (!operationIds.add(id)) {
                operation.put("operationId", id + prefix);
                operationIds.add(id + prefix);
            }
        }
        addComponents(renamed);
        renamed.getJsonObject(PATHS).forEach(path -> merged.getJsonObject(PATHS).put(path.getKey(), path.getValue()));
        addTags(renamed);
        describe(renamed.getJsonObject(INFO));
        return this;
    }

    /** Adds a document's description, without the sections that the others have too. */
    private void describe(JsonObject added) {
        JsonObject info = merged.getJsonObject(INFO);
        String known = info.getString(DESCRIPTION, "").strip();
        String sections = SECTION.splitAsStream(added.getString(DESCRIPTION, ""))
                .filter(section -> !known.contains(section.strip()))
                .collect(Collectors.joining());
        info.put(DESCRIPTION, known + "\n\n## " + added.getString("title") + "\n\n" + sections.strip());
    }

    /** Returns the merged document. */
    public ServedDocument served() {
        return new ServedDocument(merged);
    }

    /** Returns the references to components that the merged document has otherwise, in itself or in what it refers to. */
    private Set<String> conflicts(JsonObject added) {
        JsonObject components = added.getJsonObject(COMPONENTS);
        Set<String> conflicts = new HashSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (String kind : components.fieldNames()) {
                for (String name : components.getJsonObject(kind).fieldNames()) {
                    if (!kind.equals(SCHEMES)
                            && conflicts(added, kind, name, conflicts)
                            && conflicts.add(REFERENCE + kind + '/' + name)) {
                        grew = true;
                    }
                }
            }
        }
        return conflicts;
    }

    private boolean conflicts(JsonObject added, String kind, String name, Set<String> known) {
        Object own = merged.getJsonObject(COMPONENTS)
                .getJsonObject(kind, new JsonObject())
                .getValue(name);
        Object others = added.getJsonObject(COMPONENTS).getJsonObject(kind).getValue(name);
        return own != null
                && (!own.equals(others) || References.in(others).stream().anyMatch(known::contains));
    }

    /** Returns the document with the components of these references, and the references, renamed. */
    private static JsonObject renamed(JsonObject document, Set<String> references, String prefix) {
        JsonObject renamed = (JsonObject) renamedReferences(document, references, prefix);
        for (String reference : references) {
            String[] parts = reference.substring(REFERENCE.length()).split("/", 2);
            JsonObject kind = renamed.getJsonObject(COMPONENTS).getJsonObject(parts[0]);
            kind.put(prefix + parts[1], kind.remove(parts[1]));
        }
        return renamed;
    }

    private static Object renamedReferences(Object value, Set<String> references, String prefix) {
        if (value instanceof JsonArray array) {
            return new JsonArray(array.stream()
                    .map(item -> renamedReferences(item, references, prefix))
                    .collect(Collectors.toList()));
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonObject copy = new JsonObject();
        object.forEach(member -> {
            boolean renames = member.getKey().equals("$ref") && references.contains(member.getValue());
            copy.put(
                    member.getKey(),
                    renames
                            ? ((String) member.getValue()).replaceFirst("/([^/]+)$", '/' + prefix + "$1")
                            : renamedReferences(member.getValue(), references, prefix));
        });
        return copy;
    }

    private void addComponents(JsonObject added) {
        JsonObject all = merged.getJsonObject(COMPONENTS);
        added.getJsonObject(COMPONENTS).forEach(kind -> {
            JsonObject own = all.getJsonObject(kind.getKey(), new JsonObject());
            all.put(kind.getKey(), ((JsonObject) kind.getValue()).copy().mergeIn(own));
        });
    }

    private void addTags(JsonObject added) {
        JsonArray tags = merged.getJsonArray("tags", new JsonArray());
        Set<String> names =
                tags.stream().map(tag -> ((JsonObject) tag).getString("name")).collect(Collectors.toSet());
        added.getJsonArray("tags", new JsonArray()).stream()
                .filter(tag -> names.add(((JsonObject) tag).getString("name")))
                .forEach(tags::add);
        merged.put("tags", tags);
    }

    private static List<JsonObject> operations(JsonObject document) {
        return document.getJsonObject(PATHS).stream()
                .map(path -> (JsonObject) path.getValue())
                .flatMap(item -> OpenApiDocument.methods(item).stream().map(item::getJsonObject))
                .toList();
    }
}
