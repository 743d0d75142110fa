package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Composes an example of a schema from the {@code examples}, enumerations and bounds of its parts. An object has its
 * required members, and of the others those that have an example and that clients may set.
 */
final class SchemaExamples {
    private static final String EXAMPLES = "examples";
    private static final int DEPTH_MAX = 16;

    private final References references;

    SchemaExamples(JsonObject document) {
        this.references = new References(document);
    }

    /**
     * Returns an example.
     *
     * @param place of the schema, for the error
     * @throws IllegalStateException if a text has no example
     */
    Object of(JsonObject schema, String place) {
        return of(schema, place, 0);
    }

    private Object of(JsonObject given, String place, int depth) {
        JsonObject schema = resolved(given);
        if (depth > DEPTH_MAX) {
            throw new IllegalStateException(place + " nests too deep for an example");
        }
        if (schema.getValue(EXAMPLES) instanceof JsonArray examples) {
            return examples.getValue(0);
        }
        if (schema.getValue("enum") instanceof JsonArray words) {
            return words.getValue(0);
        }
        if (schema.containsKey("const")) {
            return schema.getValue("const");
        }
        if (schema.getValue("anyOf") instanceof JsonArray branches) {
            return of(branches.getJsonObject(0), place, depth + 1);
        }
        if (schema.containsKey("allOf") || schema.containsKey("properties")) {
            return object(schema, place, depth);
        }
        return scalar(schema, place, depth);
    }

    private Object scalar(JsonObject schema, String place, int depth) {
        Object type = schema.getValue("type") instanceof JsonArray types ? types.getValue(0) : schema.getValue("type");
        return switch (String.valueOf(type)) {
            case "boolean" -> true;
            case "integer", "number" -> schema.getValue("minimum", 0);
            case "array" -> new JsonArray().add(of(schema.getJsonObject("items"), place, depth + 1));
            case "object" -> new JsonObject();
            default -> {
                String format = schema.getString("format", "");
                String example = ServedDocument.EXAMPLES.get(format);
                if (example == null) {
                    throw new IllegalStateException(place + " has no example");
                }
                yield example;
            }
        };
    }

    private JsonObject object(JsonObject schema, String place, int depth) {
        List<Map.Entry<String, JsonObject>> properties = new ArrayList<>();
        Set<String> required = new HashSet<>();
        Set<String> spared = new HashSet<>();
        collect(schema, properties, required, spared);
        JsonObject example = new JsonObject();
        for (Map.Entry<String, JsonObject> property : properties) {
            String name = property.getKey();
            if (!spared.contains(name) && (required.contains(name) || isChosen(property.getValue()))) {
                example.put(name, of(property.getValue(), place + '.' + name, depth + 1));
            }
        }
        return example;
    }

    private boolean isChosen(JsonObject property) {
        JsonObject schema = resolved(property);
        return schema.containsKey(EXAMPLES) && !schema.getBoolean("readOnly", false);
    }

    /** Collects the members; of those of which a body has exactly one, the first is required and others are spared. */
    private void collect(
            JsonObject given,
            List<Map.Entry<String, JsonObject>> properties,
            Set<String> required,
            Set<String> spared) {
        JsonObject schema = resolved(given);
        for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
            collect((JsonObject) part, properties, required, spared);
        }
        JsonObject own = schema.getJsonObject("properties", new JsonObject());
        own.fieldNames().forEach(name -> properties.add(Map.entry(name, own.getJsonObject(name))));
        if (schema.getValue("oneOf") instanceof JsonArray variants) {
            collect(variants.getJsonObject(0), properties, required, spared);
        }
        schema.getJsonArray("required", new JsonArray()).forEach(name -> required.add((String) name));
        JsonArray one = schema.getJsonArray("x-exactly-one-of", new JsonArray());
        for (int i = 0; i < one.size(); i++) {
            (i == 0 ? required : spared).add(one.getString(i));
        }
    }

    /** Returns the schema that a reference leads to, with what stands beside the reference. */
    private JsonObject resolved(JsonObject schema) {
        JsonObject found = schema;
        while (found.getValue("$ref") instanceof String reference) {
            JsonObject beside = found.copy();
            beside.remove("$ref");
            found = references.find(reference).copy().mergeIn(beside);
        }
        return found;
    }
}
