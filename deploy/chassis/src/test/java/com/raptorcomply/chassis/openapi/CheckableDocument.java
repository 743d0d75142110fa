package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Removes from an OpenAPI document what the validating library does not support: media types, relative servers. */
public final class CheckableDocument {
    private CheckableDocument() {}

    public static JsonObject of(JsonObject document) {
        JsonObject copy = (JsonObject) checkable(document);
        copy.remove("servers");
        return copy;
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
            if (!member.getKey().matches("(application|audio|image|text|video|\\*)/.*")
                    || member.getKey().equals("application/json")) {
                copy.put(member.getKey(), checkable(member.getValue()));
            }
        });
        return copy;
    }
}
