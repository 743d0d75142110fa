package com.raptorcomply.acceptance.input;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A text field in the body of one operation of an OpenAPI document.
 *
 * @param path names of members; [] is the first item of an array
 * @param isPlain true for a text for people (schema PlainText), which refuses misleading characters
 */
record TextField(String operation, List<String> path, boolean isPlain) {
    private static final String ITEM = "[]";
    private static final int DEPTH_MAX = 8;

    /** Returns the text fields of all operations. */
    static List<TextField> of(JsonObject document) {
        List<TextField> fields = new ArrayList<>();
        document.getJsonObject("paths").forEach(item -> ((JsonObject) item.getValue()).forEach(member -> {
            if (member.getValue() instanceof JsonObject operation && operation.containsKey("requestBody")) {
                JsonObject body = resolved(document, operation.getJsonObject("requestBody"));
                JsonObject schema = body.getJsonObject("content")
                        .getJsonObject("application/json")
                        .getJsonObject("schema");
                collect(document, schema, operation.getString("operationId"), List.of(), fields);
            }
        }));
        return fields;
    }

    /** Returns the body with this text in the field, and with the members that contain it. */
    JsonObject in(JsonObject body, String text) {
        JsonObject changed = body.copy();
        Object at = changed;
        for (int i = 0; i < path.size(); i++) {
            Object next =
                    i == path.size() - 1 ? text : path.get(i + 1).equals(ITEM) ? new JsonArray() : new JsonObject();
            at = put(at, path.get(i), next);
        }
        return changed;
    }

    /** Returns the member of the body that contains the field. */
    String name() {
        return path.get(0);
    }

    @Override
    public String toString() {
        return operation + " " + String.join(".", path);
    }

    private static Object put(Object at, String step, Object next) {
        if (at instanceof JsonArray array) {
            array.add(next);
            return next;
        }
        JsonObject object = (JsonObject) at;
        if (!(next instanceof JsonObject && object.getValue(step) instanceof JsonObject)) {
            object.put(step, next);
        }
        return object.getValue(step);
    }

    private static void collect(
            JsonObject document, JsonObject schema, String operation, List<String> path, List<TextField> fields) {
        if (path.size() > DEPTH_MAX) {
            throw new IllegalArgumentException("a schema without an end: " + operation + " " + path);
        }
        boolean isPlain = schema.getString("$ref", "").endsWith("/PlainText");
        JsonObject plain = resolved(document, schema);
        if (isText(plain)) {
            fields.add(new TextField(operation, path, isPlain));
        }
        for (Map.Entry<String, Object> member : plain.getJsonObject("properties", new JsonObject())) {
            collect(document, (JsonObject) member.getValue(), operation, with(path, member.getKey()), fields);
        }
        if (plain.containsKey("items")) {
            collect(document, plain.getJsonObject("items"), operation, with(path, ITEM), fields);
        }
    }

    private static boolean isText(JsonObject schema) {
        Object type = schema.getValue("type");
        return "string".equals(type)
                || (type instanceof JsonArray types && types.contains("string"))
                || (type == null && schema.containsKey("enum"));
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static JsonObject resolved(JsonObject document, JsonObject schema) {
        JsonObject found = schema;
        while (found.containsKey("$ref")) {
            JsonObject at = document;
            for (String step : found.getString("$ref").substring(2).split("/", -1)) {
                at = at.getJsonObject(step);
            }
            found = at;
        }
        return found;
    }
}
