package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Writes schemas with a discriminator as generators and linters take them: the fields of all variants beside the common
 * ones, and in {@code oneOf} only which of them a variant requires. Generators make no model of a discriminator within
 * {@code allOf}, and linters find the common fields undeclared in a variant.
 */
final class Variants {
    private static final String DISCRIMINATOR = "discriminator";
    private static final String ONE_OF = "oneOf";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";

    private Variants() {}

    /** Changes the components in place. A schema with a variant that requires nothing stays as it is. */
    static void flatten(JsonObject document) {
        References references = new References(document);
        document.getJsonObject("components").getJsonObject("schemas").forEach(member -> {
            JsonObject schema = (JsonObject) member.getValue();
            if (schema.containsKey(DISCRIMINATOR) && schema.containsKey(ONE_OF)) {
                flatten(schema, references);
            }
        });
    }

    private static void flatten(JsonObject schema, References references) {
        String decides = schema.getJsonObject(DISCRIMINATOR).getString("propertyName");
        JsonObject properties = schema.getJsonObject(PROPERTIES).copy();
        JsonArray required = new JsonArray();
        for (Object each : schema.getJsonArray(ONE_OF)) {
            JsonObject variant = references.follow((JsonObject) each);
            variant.getJsonObject(PROPERTIES).forEach(property -> {
                if (!properties.containsKey(property.getKey())) {
                    properties.put(property.getKey(), property.getValue());
                }
            });
            List<Object> own = variant.getJsonArray(REQUIRED, new JsonArray()).stream()
                    .filter(name -> !name.equals(decides))
                    .toList();
            if (own.isEmpty()) {
                return;
            }
            required.add(new JsonObject().put(REQUIRED, new JsonArray(own)));
        }
        schema.put(PROPERTIES, properties).put(ONE_OF, required).remove(DISCRIMINATOR);
    }
}
