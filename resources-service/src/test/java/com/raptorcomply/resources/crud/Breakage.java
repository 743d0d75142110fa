package com.raptorcomply.resources.crud;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One constraint of a schema, broken.
 *
 * @param name of the constraint
 * @param field path of the member at fault
 * @param value in place of a good one; null stands for none
 * @param code of the error
 */
record Breakage(String name, String field, @Nullable Object value, String code) {
    private static final String TYPE = "invalid_type";
    private static final String VALUE = "invalid_value";
    private static final String LONG = "too_long";

    /** Values that a format refuses. */
    private static final Map<String, List<Object>> OF_FORMATS = Map.of(
            "uuid", List.of("0f8fad5b", 7, "0f8fad5b-d9cb-469f-a165-70867728950g"),
            "date", List.of("2026-02-30", "2026-1-1", "0000-01-01", 20260101),
            "date-time", List.of("2026-01-31", "2026-01-31T25:00:00Z"),
            "ip", List.of("192.0.2.256", "::1%eth0", "[::1]", "010.0.0.1"),
            "uri",
                    List.of(
                            "ftp://example.com",
                            "//example.com",
                            "javascript:alert(1)",
                            "https://a@example.com",
                            "http:",
                            "a",
                            1),
            "word", List.of("a b", "a:b", "ä", "", 1),
            "mac-address", List.of("00:1b:44:11:3a", "00-1b:44-11:3a-b7", "001b44113ab7"),
            "name", List.of(" a", "a\u00a0", "e\u0301", "a\u200bb", "a\nb", " "),
            "code", List.of(" a", "a ", "e\u0301", "a\u200db", "a\u2003b", "\ufe0f"));

    /** Returns each constraint of a property, broken once or in several ways. */
    static List<Breakage> of(String field, JsonObject property, boolean required) {
        JsonObject schema = resolved(property);
        List<Breakage> all = new ArrayList<>();
        Object type = schema.getValue("type");
        boolean nullable = type instanceof JsonArray types && types.contains("null");
        String kind = type instanceof JsonArray types ? types.getString(0) : String.valueOf(type);
        if (required && !nullable) {
            all.add(new Breakage("required", field, null, "required"));
        }
        switch (kind) {
            case "string" -> ofText(field, schema, all);
            case "integer", "number" -> ofNumber(field, schema, kind, all);
            case "boolean" -> all.addAll(breakages("type", field, TYPE, "true", 1, new JsonArray()));
            case "array" -> ofArray(field, schema, all);
            case "object" -> ofObject(field, schema, all);
            default -> throw new IllegalStateException(field + " has the type " + kind);
        }
        return all;
    }

    private static void ofText(String field, JsonObject schema, List<Breakage> all) {
        if (schema.containsKey("enum")) {
            String word = schema.getJsonArray("enum").getString(0);
            all.addAll(breakages("enum", field, VALUE, otherCase(word), word + ' ', 1));
            return;
        }
        String format = schema.getString("format", "");
        OF_FORMATS
                .getOrDefault(format, List.of())
                .forEach(value -> all.add(new Breakage("format " + format, field, value, VALUE)));
        if (format.equals("decimal")) {
            all.addAll(breakages("pattern", field, VALUE, "1e3", "NaN", "1,5", " 1", "12345678901", 1.5, ""));
            if (schema.containsKey("x-maximum")) {
                all.add(new Breakage("x-maximum", field, schema.getString("x-maximum") + ".1", VALUE));
                all.add(new Breakage("x-minimum", field, schema.getString("x-minimum") + ".1", VALUE));
            }
            return;
        }
        boolean isText = format.isEmpty() || format.equals("name") || format.equals("code");
        if (isText) {
            all.addAll(breakages("type", field, TYPE, 1, true, new JsonObject()));
            all.add(new Breakage("control characters", field, "a\u0000b", VALUE));
            if (schema.getInteger("minLength", 0) > 0) {
                all.add(new Breakage("minLength", field, "", VALUE));
            }
            if (schema.containsKey("maxLength")) {
                all.add(new Breakage("maxLength", field, "a".repeat(schema.getInteger("maxLength") + 1), LONG));
            }
        }
    }

    private static void ofNumber(String field, JsonObject schema, String kind, List<Breakage> all) {
        all.addAll(breakages("type", field, TYPE, "1", true, new JsonArray()));
        if (kind.equals("integer")) {
            all.add(new Breakage("integer", field, 1.5, TYPE));
        }
        for (String bound : List.of("minimum", "maximum")) {
            if (schema.containsKey(bound)) {
                BigDecimal beyond = new BigDecimal(schema.getNumber(bound).toString())
                        .add(BigDecimal.valueOf(bound.equals("minimum") ? -1 : 1));
                all.add(new Breakage(bound, field, beyond, VALUE));
            }
        }
    }

    private static void ofArray(String field, JsonObject schema, List<Breakage> all) {
        all.addAll(breakages("type", field, TYPE, "a", new JsonObject()));
        JsonObject items = resolved(schema.getJsonObject("items"));
        Object good = good(items);
        JsonArray many = new JsonArray();
        for (int i = 0; i <= schema.getInteger("maxItems"); i++) {
            many.add(good);
        }
        all.add(new Breakage("maxItems", field, many, LONG));
        if (schema.getInteger("minItems", 0) > 0) {
            all.add(new Breakage("minItems", field, new JsonArray(), VALUE));
        }
        if (schema.getBoolean("uniqueItems", false)) {
            all.add(new Breakage(
                    "uniqueItems", field + "[1]", new JsonArray().add(good).add(good), VALUE));
        }
        all.add(new Breakage("items", field + "[0]", new JsonArray().addNull(), TYPE));
        for (Breakage inner : of(field + "[1]", schema.getJsonObject("items"), false)) {
            if (inner.value != null) {
                all.add(new Breakage(
                        "items " + inner.name,
                        inner.field,
                        new JsonArray().add(good).add(inner.value),
                        inner.code));
            }
        }
    }

    private static void ofObject(String field, JsonObject schema, List<Breakage> all) {
        all.addAll(breakages("type", field, TYPE, "a", new JsonArray()));
        if (schema.getBoolean("additionalProperties", false)) {
            return;
        }
        JsonObject unknown = (JsonObject) good(schema);
        all.add(new Breakage("unknown", field + ".unheardOf", unknown.copy().put("unheardOf", 1), "unknown_field"));
        JsonArray required = schema.getJsonArray("required", new JsonArray());
        schema.getJsonObject("properties", new JsonObject()).forEach(member -> {
            String path = field + '.' + member.getKey();
            for (Breakage inner : of(path, (JsonObject) member.getValue(), required.contains(member.getKey()))) {
                JsonObject broken = ((JsonObject) good(schema)).put(member.getKey(), inner.value);
                all.add(new Breakage("member " + inner.name, inner.field, broken, inner.code));
            }
        });
    }

    /** Returns a value that the schema admits. */
    private static Object good(JsonObject given) {
        JsonObject schema = resolved(given);
        if (schema.containsKey("examples")) {
            return schema.getJsonArray("examples").getValue(0);
        }
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getValue(0);
        }
        if ("object".equals(schema.getValue("type"))) {
            JsonObject object = new JsonObject();
            JsonArray required = schema.getJsonArray("required", new JsonArray());
            required.forEach(name -> object.put(
                    (String) name, good(schema.getJsonObject("properties").getJsonObject((String) name))));
            return object;
        }
        return schema.getString("format", "").equals("date")
                ? "2026-01-31"
                : UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e").toString();
    }

    /** Follows references; of several alternatives it takes the first. */
    static JsonObject resolved(JsonObject schema) {
        if (schema.containsKey("anyOf")) {
            return resolved(schema.getJsonArray("anyOf").getJsonObject(0));
        }
        String reference = schema.getString("$ref");
        return reference == null ? schema : resolved(Subject.schema(reference.replaceFirst(".*/", "")));
    }

    private static List<Breakage> breakages(String name, String field, String code, Object... values) {
        return java.util.Arrays.stream(values)
                .map(value -> new Breakage(name, field, value, code))
                .toList();
    }

    private static String otherCase(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return word.equals(upper) ? word.toLowerCase(Locale.ROOT) : upper;
    }
}
