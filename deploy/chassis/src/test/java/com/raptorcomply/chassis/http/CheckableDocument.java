package com.raptorcomply.chassis.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** An OpenAPI document without the media types that the library that checks documents does not know. */
public final class CheckableDocument {
    private static final Set<String> KNOWN = Set.of("application/json");

    private CheckableDocument() {}

    public static JsonObject of(JsonObject document) {
        return (JsonObject) checkable(document);
    }

    private static Object checkable(Object value) {
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(checkable(item)));
            return copy;
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonObject copy = new JsonObject();
        object.forEach(member -> {
            if (!member.getKey().matches("(application|text)/.*") || KNOWN.contains(member.getKey())) {
                copy.put(member.getKey(), checkable(member.getValue()));
            }
        });
        return copy;
    }
}
