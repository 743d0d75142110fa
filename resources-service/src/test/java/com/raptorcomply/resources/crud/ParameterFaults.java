package com.raptorcomply.resources.crud;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values of query parameters that a schema allows, and values that it does not allow, as they stand in a URL. */
final class ParameterFaults {
    private static final Map<String, List<String>> OF_FORMATS = Map.of(
            "uuid", List.of("", "1", "%27", "0f8fad5b-d9cb-469f-a165-70867728950g"),
            "date", List.of("", "tomorrow", "2026-02-30", "2026-1-1", "2026-01-01T00:00:00Z"),
            "date-time",
                    List.of(
                            "",
                            "yesterday",
                            "2026-01-01",
                            "2026-02-30T00:00:00Z",
                            "2026-01-01T25:00:00Z",
                            "%2B999999999-12-31T23:59:59Z",
                            "2026-01-01T00:00:00Z%00"));
    private static final List<String> OF_INTEGERS =
            List.of("", "ten", "1.5", "0x1", "+1", "99999999999999999999", "%D9%A1");
    private static final List<String> OF_BOOLEANS = List.of("", "maybe", "1", "TRUE", "true,false");
    private static final List<String> OF_WORDS = List.of("", "unheardOf", "%00", "%EF%BF%BF");

    private ParameterFaults() {}

    static List<String> of(JsonObject schema) {
        if (schema.containsKey("enum")) {
            return OF_WORDS;
        }
        String type = String.valueOf(schema.getValue("type"));
        return switch (type) {
            case "integer" -> ofInteger(schema);
            case "boolean" -> OF_BOOLEANS;
            case "array" -> of(Breakage.resolved(schema.getJsonObject("items")));
            default -> ofText(schema);
        };
    }

    private static List<String> ofInteger(JsonObject schema) {
        List<String> all = new ArrayList<>(OF_INTEGERS);
        if (schema.containsKey("minimum")) {
            all.add(String.valueOf(schema.getLong("minimum") - 1));
        }
        if (schema.containsKey("maximum")) {
            all.add(String.valueOf(schema.getLong("maximum") + 1));
        }
        return all;
    }

    private static List<String> ofText(JsonObject schema) {
        List<String> ofFormat = OF_FORMATS.get(schema.getString("format", ""));
        if (ofFormat != null) {
            return ofFormat;
        }
        List<String> all = new ArrayList<>(List.of("%00", "a%00"));
        if (schema.getInteger("minLength", 0) > 0) {
            all.add("");
        }
        if (schema.containsKey("maxLength")) {
            all.add("a".repeat(schema.getInteger("maxLength") + 1));
        }
        return all;
    }

    static String good(JsonObject schema) {
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getString(0);
        }
        if ("array".equals(schema.getValue("type"))) {
            return good(Breakage.resolved(schema.getJsonObject("items")));
        }
        if ("boolean".equals(schema.getValue("type"))) {
            return "true";
        }
        if ("integer".equals(schema.getValue("type"))) {
            return "1";
        }
        return switch (schema.getString("format", "")) {
            case "uuid" -> "0f8fad5b-d9cb-469f-a165-70867728950e";
            case "date" -> "2026-01-31";
            case "date-time" -> "2026-01-31T12:00:00Z";
            default -> "a";
        };
    }
}
