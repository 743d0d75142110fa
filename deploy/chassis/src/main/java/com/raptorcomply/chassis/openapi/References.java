package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/** Resolves the {@code $ref}s of one OpenAPI document. */
final class References {
    private static final String MEMBER = "$ref";

    private final JsonObject document;

    References(JsonObject document) {
        this.document = document;
    }

    /** Returns a reference to a component of a kind, such as {@code headers}. */
    static JsonObject to(String kind, String name) {
        return new JsonObject().put(MEMBER, "#/components/" + kind + '/' + name);
    }

    /** Returns the object, or the object that its reference leads to. */
    JsonObject follow(JsonObject object) {
        JsonObject found = object;
        while (found.containsKey(MEMBER)) {
            found = find(found.getString(MEMBER));
        }
        return found;
    }

    /** Returns the object that a reference names, which may be a reference itself. */
    JsonObject find(String reference) {
        JsonObject at = document;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            at = at.getJsonObject(step);
            if (at == null) {
                throw new IllegalStateException("The document has no " + reference);
            }
        }
        return at;
    }

    /** Returns all references inside a value. */
    static Set<String> in(Object value) {
        Set<String> found = new HashSet<>();
        collect(value, found);
        return found;
    }

    private static void collect(Object value, Set<String> found) {
        if (value instanceof JsonArray array) {
            array.forEach(item -> collect(item, found));
        } else if (value instanceof JsonObject object) {
            if (object.getValue(MEMBER) instanceof String reference) {
                found.add(reference);
            }
            object.forEach(member -> collect(member.getValue(), found));
        }
    }
}
