package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the query parameters that a resource's lists have of their own. A filter has the schema of the field of that
 * name; one that is no field is a shared parameter, such as {@code FacilityId} for {@code facilityId}.
 */
final class ListParameters {
    private static final String NAME = "name";

    /** The keywords that describe a field rather than its values. */
    private static final Set<String> OF_THE_FIELD =
            Set.of("description", "examples", "readOnly", "writeOnly", "x-always-shown", "uniqueItems", "maxItems");

    private final JsonObject document;
    private final References references;
    private final DeclaredResource resource;
    private final JsonObject models;

    /** @param models of the parameters {@code filter}, {@code words}, {@code orders} and {@code history} */
    ListParameters(JsonObject document, DeclaredResource resource, JsonObject models) {
        this.document = document;
        this.references = new References(document);
        this.resource = resource;
        this.models = models;
    }

    /** Returns all of them: filters, words, order. */
    JsonArray all() {
        return without("");
    }

    /** Returns all but one filter. */
    JsonArray without(String filter) {
        JsonArray parameters = new JsonArray();
        resource.filters().stream()
                .filter(name -> !name.equals(filter))
                .map(this::filter)
                .forEach(parameters::add);
        if (!resource.words().isEmpty()) {
            parameters.add(model("words"));
        }
        if (!resource.orders().isEmpty()) {
            parameters.add(model("orders"));
        }
        if (resource.isKept()) {
            parameters.add(model("history"));
        }
        return parameters;
    }

    private JsonObject filter(String name) {
        JsonObject property = RecordSchemas.property(document, resource.name(), name);
        if (property == null) {
            String shared = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            references.find("#/components/parameters/" + shared);
            return References.to("parameters", shared);
        }
        JsonObject parameter = model("filter").put(NAME, name);
        parameter.put("description", parameter.getString("description").replace("{field}", name));
        return parameter.put("schema", valuesOf(property));
    }

    /** Returns the schema of one value: of an array, its items; without null. */
    private JsonObject valuesOf(JsonObject property) {
        JsonObject values = property.copy();
        OF_THE_FIELD.forEach(values::remove);
        if (values.containsKey("anyOf")) {
            return valuesOf(values.getJsonArray("anyOf").getJsonObject(0));
        }
        if (values.getValue("type") instanceof JsonArray types) {
            values.put("type", types.getString(0));
        }
        return "array".equals(values.getValue("type")) ? valuesOf(values.getJsonObject("items")) : values;
    }

    private JsonObject model(String name) {
        return (JsonObject) PlainOperations.filled(models.getJsonObject(name), resource::fill);
    }

    /** Returns the words of the enumeration of a resource's orders: each field, also with a minus. */
    static List<String> orders(DeclaredResource resource) {
        return resource.orders().stream()
                .flatMap(field -> Stream.of(field, '-' + field))
                .toList();
    }
}
