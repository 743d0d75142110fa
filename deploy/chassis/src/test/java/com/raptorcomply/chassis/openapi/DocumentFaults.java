package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds what client generators stumble over in an OpenAPI document, seen with openapi-generator 7.17 and 7.25: they take a
 * required member for one that is never null, and name an enum inside another schema in ways that do not compile.
 */
public final class DocumentFaults {
    private static final String COMPONENT = "/components/schemas/[^/]+";

    private final References references;
    private final List<String> faults = new ArrayList<>();

    private DocumentFaults(JsonObject document) {
        this.references = new References(document);
    }

    /** Each fault with the place where it is. */
    public static List<String> of(JsonObject document) {
        DocumentFaults found = new DocumentFaults(document);
        found.walk(document, "");
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
        if (object.getValue("required") instanceof JsonArray required) {
            Map<String, JsonObject> properties = references.properties(object);
            for (Object name : required) {
                JsonObject property = properties.get((String) name);
                if (property != null && references.isNullable(property)) {
                    faults.add(place + ": " + name + " is both required and nullable");
                }
            }
        }
    }
}
