package com.raptorcomply.resources.schema;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles schemas from {@code components.schemas} of an OpenAPI 3.1 document. It supports the keywords that the
 * document uses: $ref to a component, allOf, anyOf with null, properties, required, type, format, enum, minLength,
 * maxLength, minimum, maximum, pattern, maxItems, readOnly, and the extensions x-always-shown, x-exactly-one-of,
 * x-minimum, x-maximum. The start fails on any other keyword that affects validation.
 */
public final class SchemaReader {
    private static final String REFERENCE = "#/components/schemas/";
    private static final int DEPTH_MAX = 16;
    /** A bound above the size of any body. */
    private static final int TEXT_CHARACTERS_MAX = 1_000_000;

    private static final Set<String> KNOWN = Set.of(
            "$ref",
            "allOf",
            "anyOf",
            "properties",
            "required",
            "type",
            "format",
            "enum",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "pattern",
            "maxItems",
            "uniqueItems",
            "items",
            "readOnly",
            "unevaluatedProperties",
            "description",
            "examples",
            "x-always-shown",
            "x-exactly-one-of",
            "x-minimum",
            "x-maximum");

    private final JsonObject schemas;

    public SchemaReader(JsonObject document) {
        this.schemas = document.getJsonObject("components").getJsonObject("schemas");
    }

    /** Returns true if the document has a component of that name. */
    public boolean has(String name) {
        return schemas.containsKey(name);
    }

    /**
     * Returns the compiled schema of a component.
     *
     * @throws IllegalArgumentException if the component is missing or has an unsupported keyword
     */
    public ObjectSchema schema(String name) {
        return schema(new JsonObject().put("$ref", REFERENCE + name));
    }

    private ObjectSchema schema(JsonObject schema) {
        Parts parts = new Parts(new LinkedHashMap<>(), new HashSet<>(), new LinkedHashSet<>());
        collect(schema, parts, 0);
        List<Field> fields = new ArrayList<>();
        parts.properties.forEach((name, property) -> fields.add(field(name, flatten(property, 0), parts.required)));
        return new ObjectSchema(fields, List.copyOf(parts.exactlyOneOf));
    }

    private record Parts(Map<String, JsonObject> properties, Set<String> required, Set<String> exactlyOneOf) {}

    private void collect(JsonObject given, Parts parts, int depth) {
        JsonObject schema = flatten(given, depth);
        for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
            collect((JsonObject) part, parts, depth + 1);
        }
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        properties.fieldNames().forEach(name -> parts.properties.put(name, properties.getJsonObject(name)));
        parts.required.addAll(strings(schema, "required"));
        parts.exactlyOneOf.addAll(strings(schema, "x-exactly-one-of"));
    }

    /** Resolves the reference of a schema, or the one branch of its anyOf that is not null. */
    private JsonObject flatten(JsonObject schema, int depth) {
        if (depth > DEPTH_MAX) {
            throw new IllegalArgumentException("Schemas nest deeper than " + DEPTH_MAX + ": " + schema);
        }
        schema.fieldNames().forEach(keyword -> {
            if (!KNOWN.contains(keyword)) {
                throw new IllegalArgumentException("Keyword '" + keyword + "' is not known in schema " + schema);
            }
        });
        if (schema.containsKey("$ref")) {
            JsonObject rest = schema.copy();
            return flatten(component((String) rest.remove("$ref")), depth + 1)
                    .copy()
                    .mergeIn(rest);
        }
        if (schema.containsKey("anyOf")) {
            JsonArray branches = schema.getJsonArray("anyOf");
            if (branches.size() != 2 || !"null".equals(branches.getJsonObject(1).getString("type"))) {
                throw new IllegalArgumentException("anyOf is known only as a schema and null: " + schema);
            }
            JsonObject branch = flatten(branches.getJsonObject(0), depth + 1).copy();
            return branch.put(
                    "type", new JsonArray().add(branch.getString("type")).add("null"));
        }
        return schema;
    }

    private JsonObject component(String reference) {
        JsonObject component =
                reference.startsWith(REFERENCE) ? schemas.getJsonObject(reference.substring(REFERENCE.length())) : null;
        if (component == null) {
            throw new IllegalArgumentException("No schema " + reference);
        }
        return component;
    }

    private Field field(String name, JsonObject schema, Set<String> required) {
        Object type = schema.getValue("type");
        boolean nullable = type instanceof JsonArray types && types.contains("null");
        String kind = type instanceof JsonArray types ? types.getString(0) : (String) type;
        return new Field(
                name,
                type(name, kind, schema),
                required.contains(name) || schema.getBoolean("x-always-shown", false),
                nullable,
                schema.getBoolean("readOnly", false));
    }

    private FieldType type(String name, @Nullable String kind, JsonObject schema) {
        return switch (kind == null ? "" : kind) {
            case "boolean" -> new BooleanType();
            case "integer" ->
                new IntegerType(schema.getInteger("minimum", 0), schema.getInteger("maximum", Integer.MAX_VALUE));
            case "number" -> new NumberType(bound(schema, "minimum"), bound(schema, "maximum"));
            case "object" -> new ObjectType(schema(schema));
            case "array" -> list(schema);
            case "string" -> string(name, schema);
            default -> throw new IllegalArgumentException("Field '" + name + "' has no known type: " + schema);
        };
    }

    private FieldType list(JsonObject schema) {
        List<String> words = strings(flatten(schema.getJsonObject("items"), 0), "enum");
        return words.isEmpty()
                ? new ReadOnlyJsonType()
                : new EnumListType(new LinkedHashSet<>(words), schema.getInteger("maxItems"));
    }

    private static FieldType string(String name, JsonObject schema) {
        List<String> words = strings(schema, "enum");
        if (!words.isEmpty()) {
            return new EnumType(new LinkedHashSet<>(words));
        }
        return switch (schema.getString("format", "")) {
            case "uuid" -> new IdType();
            case "date" -> new DateType();
            case "date-time" -> new DateTimeType();
            case "decimal" -> decimal(schema);
            case "ip-address" -> FormatType.ipAddress();
            case "mac-address" -> FormatType.macAddress();
            case "name" -> text(schema, TextType.Kind.NAME);
            case "code" -> text(schema, TextType.Kind.CODE);
            case "" -> text(schema, TextType.Kind.FREE);
            default -> throw new IllegalArgumentException("Field '" + name + "' has no known format: " + schema);
        };
    }

    private static TextType text(JsonObject schema, TextType.Kind kind) {
        return new TextType(
                schema.getInteger("minLength", 0), schema.getInteger("maxLength", TEXT_CHARACTERS_MAX), kind);
    }

    private static DecimalType decimal(JsonObject schema) {
        String minimum = schema.getString("x-minimum");
        String maximum = schema.getString("x-maximum");
        return new DecimalType(
                Pattern.compile(schema.getString("pattern")),
                minimum == null ? null : new BigDecimal(minimum),
                maximum == null ? null : new BigDecimal(maximum));
    }

    private static BigDecimal bound(JsonObject schema, String keyword) {
        return new BigDecimal(schema.getNumber(keyword).toString());
    }

    private static List<String> strings(JsonObject schema, String keyword) {
        return schema.getJsonArray(keyword, new JsonArray()).stream()
                .map(String.class::cast)
                .toList();
    }
}
