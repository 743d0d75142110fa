package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Follows the {@code $ref}s of one OpenAPI document. */
final class References {
    private final JsonObject document;

    References(JsonObject document) {
        this.document = document;
    }

    /** The object itself, or what its reference leads to. */
    JsonObject follow(JsonObject object) {
        JsonObject found = object;
        while (found.containsKey("$ref")) {
            JsonObject at = document;
            for (String step : found.getString("$ref").substring("#/".length()).split("/", -1)) {
                at = at.getJsonObject(step);
            }
            found = at;
        }
        return found;
    }

    /** The properties of a schema, with those that {@code allOf} brings in. */
    Map<String, JsonObject> properties(JsonObject schema) {
        JsonObject at = follow(schema);
        Map<String, JsonObject> properties = new LinkedHashMap<>();
        for (Object part : at.getJsonArray("allOf", new JsonArray())) {
            properties.putAll(properties((JsonObject) part));
        }
        JsonObject own = at.getJsonObject("properties", new JsonObject());
        own.fieldNames().forEach(name -> properties.put(name, own.getJsonObject(name)));
        return properties;
    }

    /** Whether null is valid. */
    boolean isNullable(JsonObject schema) {
        JsonObject at = follow(schema);
        Object type = at.getValue("type");
        if ("null".equals(type) || (type instanceof JsonArray types && types.contains("null"))) {
            return true;
        }
        return at.getJsonArray("anyOf", new JsonArray()).stream().anyMatch(branch -> isNullable((JsonObject) branch));
    }
}
