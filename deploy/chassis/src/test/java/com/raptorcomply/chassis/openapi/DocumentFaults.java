package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds parts of an OpenAPI document that client generators handle wrongly (seen with openapi-generator 7.17 and 7.25):
 * they take a required member for one that is never null, and name a nested enum in ways that do not compile. Also
 * finds operations without errors, summary, description or tag.
 */
public final class DocumentFaults {
    private static final String COMPONENT = "/components/schemas/[^/]+";

    private final JsonObject document;
    private final References references;
    private final List<String> faults = new ArrayList<>();

    private DocumentFaults(JsonObject document) {
        this.document = document;
        this.references = new References(document);
    }

    /** Returns each fault of a served document, with its place. */
    public static List<String> of(JsonObject document) {
        DocumentFaults found = new DocumentFaults(document);
        found.walk(document, "");
        found.checkOperations();
        if (document.getJsonArray("servers", new JsonArray()).isEmpty()) {
            found.faults.add("/servers: none");
        }
        return found.faults;
    }

    private void walk(Object value, String place) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.getValue(i), place + "/" + i);
            }
        } else if (value instanceof JsonObject object) {
            check(object, place);
            object.forEach(member -> walk(member.getValue(), place + "/" + member.getKey()));
        }
    }

    private void check(JsonObject object, String place) {
        if (object.getValue("enum") instanceof JsonArray && !place.matches(COMPONENT)) {
            faults.add(place + ": an enum that is no schema of its own");
        }
        if (place.matches(COMPONENT) && !object.containsKey("description")) {
            faults.add(place + ": no description");
        }
        if (place.endsWith("/properties")) {
            object.fieldNames().stream()
                    .filter(name -> isUndescribed(object.getValue(name)))
                    .forEach(name -> faults.add(place + "/" + name + ": no description"));
        }
        if (object.getValue("required") instanceof JsonArray required) {
            Map<String, JsonObject> properties = properties(object);
            for (Object name : required) {
                JsonObject property = properties.get((String) name);
                if (property != null && isNullable(property)) {
                    faults.add(place + ": " + name + " is both required and nullable");
                }
            }
        }
    }

    /** A condition ({@code if}, {@code not}) on a member that is declared elsewhere needs no type or description. */
    private static boolean isUndescribed(Object property) {
        return property instanceof JsonObject schema
                && schema.containsKey("type")
                && !schema.containsKey("description")
                && !schema.fieldNames().equals(Set.of("type"));
    }

    private void checkOperations() {
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : OpenApiDocument.methods(item)) {
                checkOperation(method + " " + path, item.getJsonObject(method));
            }
        }
    }

    private void checkOperation(String name, JsonObject operation) {
        for (String member : List.of("summary", "description", "tags", "operationId")) {
            if (!operation.containsKey(member)) {
                faults.add(name + ": no " + member);
            }
        }
        references
                .follow(operation.getJsonObject("requestBody", new JsonObject()))
                .getJsonObject("content", new JsonObject())
                .forEach(content -> {
                    JsonObject body = (JsonObject) content.getValue();
                    // A form with a file has no JSON that could be an example of it.
                    boolean isForm = content.getKey().equals("multipart/form-data");
                    if (!isForm && !body.containsKey("example") && !body.containsKey("examples")) {
                        faults.add(name + ": no example of a body of " + content.getKey());
                    }
                    checkBody(name, body.getJsonObject("schema"));
                });
        JsonObject responses = operation.getJsonObject("responses");
        if (!responses.fieldNames().containsAll(List.of("400", "429", "500", "503", "default"))) {
            faults.add(name + ": declares only " + responses.fieldNames());
        }
        Set<Object> shapes = new HashSet<>();
        responses.fieldNames().stream()
                .filter(status -> status.startsWith("2"))
                .forEach(status -> shapes.add(shape(responses.getJsonObject(status))));
        if (shapes.size() > 1) {
            faults.add(name + ": answers of success have different schemas, of which clients know one");
        }
        for (String status : responses.fieldNames()) {
            JsonObject headers =
                    references.follow(responses.getJsonObject(status)).getJsonObject("headers");
            if (headers == null || !headers.containsKey("X-Request-Id")) {
                faults.add(name + ": " + status + " declares no X-Request-Id");
            }
        }
    }

    private void checkBody(String operation, JsonObject schema) {
        JsonArray required = references.follow(schema).getJsonArray("required", new JsonArray());
        properties(schema).forEach((name, property) -> {
            if ("array".equals(references.follow(property).getValue("type")) && !required.contains(name)) {
                faults.add(operation + ": " + name + ", which Java clients send as [] when it is not set");
            }
        });
    }

    private Object shape(JsonObject response) {
        return references
                .follow(response)
                .getJsonObject("content", new JsonObject())
                .getJsonObject("application/json", new JsonObject())
                .getValue("schema", "none");
    }

    /** Returns the properties of a schema, including those of {@code allOf}. */
    private Map<String, JsonObject> properties(JsonObject schema) {
        JsonObject at = references.follow(schema);
        Map<String, JsonObject> properties = new LinkedHashMap<>();
        for (Object part : at.getJsonArray("allOf", new JsonArray())) {
            properties.putAll(properties((JsonObject) part));
        }
        JsonObject own = at.getJsonObject("properties", new JsonObject());
        own.fieldNames().forEach(name -> properties.put(name, own.getJsonObject(name)));
        return properties;
    }

    private boolean isNullable(JsonObject schema) {
        JsonObject at = references.follow(schema);
        Object type = at.getValue("type");
        if ("null".equals(type) || (type instanceof JsonArray types && types.contains("null"))) {
            return true;
        }
        return at.getJsonArray("anyOf", new JsonArray()).stream().anyMatch(branch -> isNullable((JsonObject) branch));
    }
}
