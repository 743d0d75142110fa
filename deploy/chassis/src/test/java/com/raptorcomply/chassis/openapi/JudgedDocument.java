package com.raptorcomply.chassis.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One served document: finds its operations, and validates JSON by its schemas with a validator that is not ours. */
final class JudgedDocument {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonObject document;
    private final References references;
    private final List<Operation> operations = new ArrayList<>();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonObject, Schema> schemas = new ConcurrentHashMap<>();

    /**
     * One operation.
     *
     * @param template of its path, such as {@code /api-keys/{id}}. A brace sorts after every letter, so of several templates
     *     of a path the first one is the most literal
     * @param query the schemas of its query parameters by name
     * @param openQuery whether it ignores other parameters
     */
    record Operation(
            JudgedDocument document,
            String template,
            Pattern path,
            String method,
            JsonObject json,
            Map<String, JsonObject> query,
            boolean openQuery) {}

    JudgedDocument(JsonObject served) {
        this.document = ClosedSchemas.of(served);
        this.references = new References(document);
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            OpenApiDocument.methods(item).forEach(method -> operations.add(operation(path, method, item)));
        }
    }

    private Operation operation(String path, String method, JsonObject item) {
        JsonObject json = item.getJsonObject(method);
        Map<String, JsonObject> query = new LinkedHashMap<>();
        for (JsonObject owner : List.of(item, json)) {
            for (Object each : owner.getJsonArray("parameters", new JsonArray())) {
                JsonObject parameter = references.follow((JsonObject) each);
                if ("query".equals(parameter.getString("in"))) {
                    query.put(parameter.getString("name"), parameter.getJsonObject("schema"));
                }
            }
        }
        Pattern pattern = Pattern.compile(path.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"));
        boolean openQuery = "ignored".equals(json.getString("x-other-parameters"));
        return new Operation(this, path, pattern, method, json, query, openQuery);
    }

    Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(each -> each.method.equalsIgnoreCase(method))
                .filter(each -> each.path.matcher(path).matches())
                .min(Comparator.comparing(Operation::template));
    }

    /** Returns the response of a status; null if the operation does not list it. */
    @Nullable
    JsonObject response(Operation operation, int status) {
        JsonObject found = operation.json.getJsonObject("responses").getJsonObject(Integer.toString(status));
        return found == null ? null : references.follow(found);
    }

    /** Returns the body of the operation's requests; null if they have none. */
    @Nullable
    JsonObject requestBody(Operation operation) {
        JsonObject found = operation.json.getJsonObject("requestBody");
        return found == null ? null : references.follow(found);
    }

    /** Returns the response that any request may get. */
    JsonObject anyError() {
        return references.find("#/components/responses/Error");
    }

    /** Returns what the schema does not admit in a JSON text. */
    List<String> faults(JsonObject schema, String text) {
        try {
            return faults(schema, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return List.of("it is no JSON: " + e.getOriginalMessage());
        }
    }

    /** Returns the JSON object without the members that the JSON of the response declares as read-only; else the same text. */
    String withoutReadOnly(JsonObject response, String text) {
        JsonObject json = response.getJsonObject("content", new JsonObject()).getJsonObject("application/json");
        if (json == null || !text.startsWith("{")) {
            return text;
        }
        JsonObject body = new JsonObject(text);
        readOnly(json.getJsonObject("schema")).forEach(body::remove);
        return body.encode();
    }

    private Set<String> readOnly(JsonObject schema) {
        JsonObject at = references.follow(schema);
        Set<String> names = new HashSet<>();
        at.getJsonArray("allOf", new JsonArray()).forEach(part -> names.addAll(readOnly((JsonObject) part)));
        at.getJsonObject("properties", new JsonObject()).forEach(member -> {
            if (member.getValue() instanceof JsonObject property && property.getBoolean("readOnly", false)) {
                names.add(member.getKey());
            }
        });
        return names;
    }

    /**
     * Returns what the schema does not admit in the value of a parameter. An array is written with commas. A time may have its
     * + unescaped, which a query makes a blank, and an offset in ISO 8601's basic form, because the services read both.
     */
    List<String> faultsOfParameter(JsonObject schema, String sent) {
        if ("array".equals(schema.getValue("type"))) {
            return faults(schema, JSON.valueToTree(sent.split(",", -1)));
        }
        String value = "date-time".equals(schema.getValue("format"))
                ? sent.replace(' ', '+')
                        .replaceAll("T(.*[+-]\\d\\d):?(\\d\\d)?$", "T$1:$2")
                        .replaceAll(":$", ":00")
                : sent;
        List<String> asText = faults(schema, JSON.getNodeFactory().textNode(value));
        if (asText.isEmpty()) {
            return List.of();
        }
        try {
            return faults(schema, JSON.readTree(value));
        } catch (JsonProcessingException e) {
            return asText;
        }
    }

    private List<String> faults(JsonObject schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    private Schema compile(JsonObject schema) {
        JsonObject root = schema.copy().put("components", document.getJsonObject("components"));
        try {
            return registry.getSchema(JSON.readTree(root.encode()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
