package com.raptorcomply.chassis.openapi;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * An OpenAPI document for one audience: only its operations, each with all its responses. JSON and YAML have the same
 * content.
 */
public record ServedDocument(JsonObject json) {
    static final Map<String, String> EXAMPLES = Map.of(
            "uuid", "0f8fad5b-d9cb-469f-a165-70867728950e",
            "date-time", "2026-01-31T12:00:00Z",
            "date", "2026-01-31");

    /**
     * Makes the document for an audience.
     *
     * @param declared with the shared parts; not changed
     */
    static ServedDocument of(JsonObject declared, SharedParts shared, Audience audience) {
        JsonObject document = declared.copy();
        keepOperations(document, audience);
        JsonObject components = document.getJsonObject("components");
        ErrorResponses.addTo(components, shared.errors());
        JsonObject paths = document.getJsonObject("paths");
        paths.forEach(item -> OpenApiDocument.methods((JsonObject) item.getValue())
                .forEach(method ->
                        new CompletedOperation(document, audience, item.getKey(), method).complete(shared.errors())));
        document.remove("x-errors");
        document.put(
                "servers", new JsonArray().add(new JsonObject().put("url", "/").put("description", audience.server())));
        addHeaders(document, audience);
        Variants.flatten(document);
        UnusedParts.drop(document);
        addExamples(document);
        TextPatterns.addTo(document);
        return new ServedDocument(document);
    }

    private static void keepOperations(JsonObject document, Audience audience) {
        JsonArray usual = document.getJsonArray("security");
        JsonArray own = new JsonArray().add(new JsonObject().put(audience.scheme(), new JsonArray()));
        JsonObject paths = document.getJsonObject("paths");
        for (String path : List.copyOf(paths.fieldNames())) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : OpenApiDocument.methods(item)) {
                JsonObject operation = item.getJsonObject(method);
                JsonArray security = operation.getJsonArray("security", usual);
                if (!audience.mayCall(operation, security)) {
                    item.remove(method);
                } else if (!security.isEmpty()) {
                    operation.remove("security");
                }
            }
            if (OpenApiDocument.methods(item).isEmpty()) {
                paths.remove(path);
            }
        }
        document.put("security", own);
        JsonObject schemes = document.getJsonObject("components").getJsonObject("securitySchemes");
        List.copyOf(schemes.fieldNames()).stream()
                .filter(name -> !name.equals(audience.scheme()))
                .forEach(schemes::remove);
    }

    /** Adds the request id to all responses, and the rate limit fields to those from the gateway. */
    private static void addHeaders(JsonObject document, Audience audience) {
        List<JsonObject> responses = new ArrayList<>();
        document.getJsonObject("components")
                .getJsonObject("responses")
                .forEach(response -> responses.add((JsonObject) response.getValue()));
        document.getJsonObject("paths").forEach(item -> {
            JsonObject operations = (JsonObject) item.getValue();
            OpenApiDocument.methods(operations).forEach(method -> operations
                    .getJsonObject(method)
                    .getJsonObject("responses")
                    .forEach(response -> responses.add((JsonObject) response.getValue())));
        });
        for (JsonObject response : responses) {
            if (!response.containsKey("$ref")) {
                JsonObject headers = response.getJsonObject("headers", new JsonObject());
                headers.put("X-Request-Id", References.to("headers", "RequestId"));
                if (audience == Audience.KEYS) {
                    headers.put("RateLimit", References.to("headers", "RateLimit"));
                    headers.put("RateLimit-Policy", References.to("headers", "RateLimitPolicy"));
                }
                response.put("headers", headers);
            }
        }
    }

    /** Adds examples to ids and times without one, because tools invent invalid values otherwise. */
    private static void addExamples(Object value) {
        if (value instanceof JsonArray array) {
            array.forEach(ServedDocument::addExamples);
        } else if (value instanceof JsonObject object) {
            object.forEach(member -> addExamples(member.getValue()));
            String example = object.getValue("format") instanceof String format ? EXAMPLES.get(format) : null;
            if (example != null && !object.containsKey("examples")) {
                object.put("examples", new JsonArray().add(example));
            }
        }
    }

    /** Returns the document as YAML. */
    public Buffer yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        return Buffer.buffer(new Yaml(options).dump(plain(json)));
    }

    private static Object plain(Object value) {
        if (value instanceof JsonArray array) {
            List<Object> items = new ArrayList<>();
            array.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof JsonObject object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach(member -> members.put(member.getKey(), plain(member.getValue())));
            return members;
        }
        return value;
    }
}
