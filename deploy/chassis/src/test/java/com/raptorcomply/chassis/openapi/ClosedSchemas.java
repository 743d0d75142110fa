package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Closes the schemas of an OpenAPI document, so that a validator reports every member that the document does not describe.
 * It adds {@code unevaluatedProperties: false} where a schema is used for a value: at the root of a body, at a member and at
 * an item. Parts of {@code allOf} and their like stay open, because each describes some members only.
 */
final class ClosedSchemas {
    private static final List<String> WHOLES = List.of("items", "additionalProperties");
    private static final List<String> NAMED_WHOLES = List.of("properties", "patternProperties");
    private static final List<String> PARTS = List.of("allOf", "anyOf", "oneOf");
    private static final List<String> CONDITIONAL_PARTS = List.of("then", "else");

    private ClosedSchemas() {}

    /** Returns a closed copy of the document. */
    static JsonObject of(JsonObject document) {
        JsonObject copy = document.copy();
        copy.getJsonObject("paths").forEach(item -> {
            JsonObject path = (JsonObject) item.getValue();
            OpenApiDocument.methods(path).forEach(method -> {
                JsonObject operation = path.getJsonObject(method);
                closeContent(operation.getJsonObject("requestBody"));
                closeContents(operation.getJsonObject("responses"));
            });
        });
        JsonObject components = copy.getJsonObject("components");
        closeContents(components.getJsonObject("requestBodies"));
        closeContents(components.getJsonObject("responses"));
        components.getJsonObject("schemas", new JsonObject()).forEach(schema -> closeWithin(schema.getValue()));
        return copy;
    }

    private static void closeContents(@Nullable JsonObject named) {
        if (named != null) {
            named.forEach(each -> closeContent((JsonObject) each.getValue()));
        }
    }

    private static void closeContent(@Nullable JsonObject owner) {
        if (owner != null) {
            owner.getJsonObject("content", new JsonObject())
                    .forEach(type -> close(((JsonObject) type.getValue()).getValue("schema")));
        }
    }

    private static void close(@Nullable Object value) {
        closeWithin(value);
        if (value instanceof JsonObject schema && !schema.containsKey("additionalProperties")) {
            schema.put("unevaluatedProperties", false);
        }
    }

    private static void closeWithin(@Nullable Object value) {
        if (value instanceof JsonObject schema) {
            WHOLES.forEach(keyword -> close(schema.getValue(keyword)));
            for (String keyword : NAMED_WHOLES) {
                schema.getJsonObject(keyword, new JsonObject()).forEach(member -> close(member.getValue()));
            }
            for (String keyword : PARTS) {
                schema.getJsonArray(keyword, new JsonArray()).forEach(ClosedSchemas::closeWithin);
            }
            CONDITIONAL_PARTS.forEach(keyword -> closeWithin(schema.getValue(keyword)));
        }
    }
}
