package com.raptorcomply.resources.schema;

import com.raptorcomply.resources.schema.CompositeTypes.ObjectListType;
import com.raptorcomply.resources.schema.CompositeTypes.ObjectType;
import com.raptorcomply.resources.schema.CompositeTypes.ReadOnlyJsonType;
import com.raptorcomply.resources.schema.CompositeTypes.ScalarListType;
import com.raptorcomply.resources.schema.NumericTypes.DecimalType;
import com.raptorcomply.resources.schema.NumericTypes.IntegerType;
import com.raptorcomply.resources.schema.NumericTypes.NumberType;
import com.raptorcomply.resources.schema.TemporalTypes.DateTimeType;
import com.raptorcomply.resources.schema.TemporalTypes.DateType;
import com.raptorcomply.resources.schema.TextTypes.EnumType;
import com.raptorcomply.resources.schema.TextTypes.FormatType;
import com.raptorcomply.resources.schema.TextTypes.TextType;
import com.raptorcomply.resources.schema.Variants.Variant;
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
 * document uses: $ref to a component, allOf, anyOf with null, oneOf with a discriminator, properties, required, type,
 * format, enum, const, minLength, maxLength, minimum, maximum, pattern, minItems, maxItems, uniqueItems, readOnly,
 * writeOnly, and the extensions x-always-shown, x-exactly-one-of, x-minimum, x-maximum. The start fails on any other
 * keyword that affects validation.
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
            "oneOf",
            "discriminator",
            "properties",
            "required",
            "type",
            "format",
            "enum",
            "const",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "items",
            "readOnly",
            "writeOnly",
            "unevaluatedProperties",
            "description",
            "examples",
            "default",
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
        return schema(new JsonObject().put("$ref", REFERENCE + name), 0);
    }

    /**
     * Returns the type of a query parameter.
     *
     * @throws IllegalArgumentException if its schema has an unsupported keyword
     */
    public FieldType parameter(String name, JsonObject schema) {
        return field(name, flatten(schema, 0), Set.of(), 0).type();
    }

    private ObjectSchema schema(JsonObject schema, int depth) {
        Parts parts = new Parts();
        collect(schema, parts, depth);
        List<Field> fields = new ArrayList<>();
        parts.properties.forEach(
                (name, property) -> fields.add(field(name, flatten(property, depth), parts.required, depth)));
        return new ObjectSchema(fields, List.copyOf(parts.exactlyOneOf), parts.variants);
    }

    /** Collects what the parts of an object's schema say. */
    private static final class Parts {
        private final Map<String, JsonObject> properties = new LinkedHashMap<>();
        private final Set<String> required = new HashSet<>();
        private final Set<String> exactlyOneOf = new LinkedHashSet<>();
        private @Nullable Variants variants;
    }

    private void collect(JsonObject given, Parts parts, int depth) {
        JsonObject schema = flatten(given, depth);
        for (Object part : schema.getJsonArray("allOf", new JsonArray())) {
            collect((JsonObject) part, parts, depth + 1);
        }
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        properties.fieldNames().forEach(name -> parts.properties.put(name, properties.getJsonObject(name)));
        parts.required.addAll(strings(schema, "required"));
        parts.exactlyOneOf.addAll(strings(schema, "x-exactly-one-of"));
        if (schema.containsKey("oneOf")) {
            collectVariants(schema, parts, depth);
        }
    }

    /** Adds the fields of all variants, of which an object has those of the variant that its discriminator names. */
    private void collectVariants(JsonObject schema, Parts parts, int depth) {
        String discriminator =
                schema.getJsonObject("discriminator", new JsonObject()).getString("propertyName");
        if (discriminator == null || parts.variants != null) {
            throw new IllegalArgumentException("oneOf needs a discriminator, and an object has one at most: " + schema);
        }
        Map<String, Variant> variants = new LinkedHashMap<>();
        for (Object branch : schema.getJsonArray("oneOf")) {
            Parts own = new Parts();
            collect((JsonObject) branch, own, depth + 1);
            JsonObject decides = own.properties.remove(discriminator);
            if (decides == null || !decides.containsKey("const")) {
                throw new IllegalArgumentException("A variant has no const for " + discriminator + ": " + branch);
            }
            own.required.remove(discriminator);
            variants.put(
                    decides.getString("const"),
                    new Variant(Set.copyOf(own.properties.keySet()), Set.copyOf(own.required)));
            own.properties.forEach((name, property) -> {
                JsonObject other = parts.properties.put(name, property);
                if (other != null && !other.equals(property)) {
                    throw new IllegalArgumentException("Field '" + name + "' differs between variants: " + schema);
                }
            });
        }
        if (!parts.properties.containsKey(discriminator)) {
            throw new IllegalArgumentException("The discriminator " + discriminator + " is no field: " + schema);
        }
        parts.variants = new Variants(discriminator, variants);
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
            branch.put("type", new JsonArray().add(branch.getString("type")).add("null"));
            JsonObject rest = schema.copy();
            rest.remove("anyOf");
            return branch.mergeIn(rest);
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

    private Field field(String name, JsonObject schema, Set<String> required, int depth) {
        Object type = schema.getValue("type");
        boolean nullable = type instanceof JsonArray types && types.contains("null");
        String kind = type instanceof JsonArray types ? types.getString(0) : (String) type;
        return new Field(
                name,
                type(name, kind, schema, depth),
                required.contains(name) || schema.getBoolean("x-always-shown", false),
                nullable,
                schema.getBoolean("readOnly", false));
    }

    private FieldType type(String name, @Nullable String kind, JsonObject schema, int depth) {
        return switch (kind == null ? "" : kind) {
            case "boolean" -> new BooleanType();
            case "integer" ->
                new IntegerType(schema.getInteger("minimum", 0), schema.getInteger("maximum", Integer.MAX_VALUE));
            case "number" -> new NumberType(bound(schema, "minimum"), bound(schema, "maximum"));
            case "object" -> new ObjectType(schema(schema, depth + 1));
            case "array" -> array(name, schema, depth + 1);
            case "string" -> string(name, schema);
            default -> throw new IllegalArgumentException("Field '" + name + "' has no known type: " + schema);
        };
    }

    private FieldType array(String name, JsonObject schema, int depth) {
        if (schema.getBoolean("readOnly", false)) {
            return new ReadOnlyJsonType();
        }
        JsonObject items = flatten(schema.getJsonObject("items", new JsonObject()), depth);
        Integer itemsMax = schema.getInteger("maxItems");
        if (itemsMax == null) {
            throw new IllegalArgumentException("Field '" + name + "' needs maxItems");
        }
        int itemsMin = schema.getInteger("minItems", 0);
        boolean distinct = schema.getBoolean("uniqueItems", false);
        if ("string".equals(items.getValue("type"))) {
            FieldType item = string(name, items);
            if (item instanceof IdType || item instanceof EnumType || item instanceof TextType) {
                return new ScalarListType(item, itemsMin, itemsMax, distinct);
            }
        }
        if ("object".equals(items.getValue("type"))) {
            return new ObjectListType(schema(items, depth), itemsMin, itemsMax, distinct);
        }
        throw new IllegalArgumentException("Field '" + name + "' has no known type of items: " + schema);
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
            case "ip" -> FormatType.ipAddress();
            case "mac-address" -> FormatType.macAddress();
            case "uri" -> FormatType.webAddress();
            case "word" -> FormatType.word(schema.getInteger("maxLength"));
            case "name" -> text(schema, TextType.Kind.NAME);
            case "code" -> text(schema, TextType.Kind.CODE);
            case "" -> text(schema, TextType.Kind.FREE);
            default -> throw new IllegalArgumentException("Field '" + name + "' has no known format: " + schema);
        };
    }

    private static TextType text(JsonObject schema, TextType.Kind kind) {
        if (schema.containsKey("pattern")) {
            throw new IllegalArgumentException("A pattern is known only with format: decimal: " + schema);
        }
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
