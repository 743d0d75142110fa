package com.raptorcomply.chassis.openapi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schemas of a resource from the one that its fragment declares under its name, which has all fields but those
 * of every record: {@code …Fields} with what clients set, {@code …New}, {@code …Patch}, the record itself, and {@code
 * …InList} if a field has {@code x-in-list-only}. Also makes enumerations of its fields and orders, and examples. The
 * document has the schemas of every record: {@code Identified}, {@code Dated} and {@code Deletable}.
 */
final class RecordSchemas {
    static final String IN_LIST = "InList";

    private static final String DESCRIPTION = "description";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final List<String> BETWEEN_FIELDS = List.of("x-exactly-one-of", "oneOf", "discriminator");
    /** The member that a list adds to its records on request. */
    private static final String ETAG = "etag";

    private static final String IN_LIST_ONLY = "x-in-list-only";

    private final JsonObject components;
    private final JsonObject schemas;
    private final SchemaExamples examples;
    private final DeclaredResource resource;
    private final JsonObject declared;

    RecordSchemas(JsonObject document, DeclaredResource resource) {
        this.components = document.getJsonObject("components");
        this.schemas = components.getJsonObject("schemas");
        this.examples = new SchemaExamples(document);
        this.resource = resource;
        this.declared = properties(document, resource.name(), "");
    }

    private static JsonObject properties(JsonObject document, String name, String suffix) {
        JsonObject schema =
                document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name + suffix);
        if (schema == null || !schema.containsKey(PROPERTIES)) {
            throw new IllegalStateException("The document has no schema " + name + suffix + " with properties");
        }
        return schema;
    }

    /** Returns a property that clients set, or that only the service sets; null without one of that name. */
    static @Nullable JsonObject property(JsonObject document, String name, String property) {
        JsonObject own = properties(document, name, "Fields").getJsonObject(PROPERTIES);
        if (own.containsKey(property)) {
            return own.getJsonObject(property);
        }
        return document
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(name)
                .getJsonArray("allOf")
                .stream()
                .map(part -> ((JsonObject) part).getJsonObject(PROPERTIES, new JsonObject()))
                .filter(properties -> properties.containsKey(property))
                .findFirst()
                .map(properties -> properties.getJsonObject(property))
                .orElse(null);
    }

    /** Adds the schemas and the examples. */
    void add() {
        String name = resource.name();
        put(name + "Fields", fields());
        put(name + "New", written("{A thing} to create.").put(REQUIRED, required(this::isCreated)));
        put(
                name + "Patch",
                written(
                        "A change of {a thing}. It changes only the fields that it contains; null removes an optional field."));
        put(name, record());
        JsonObject onlyInLists = chosen(property -> property.getBoolean(IN_LIST_ONLY, false));
        if (!onlyInLists.isEmpty()) {
            put(
                    name + IN_LIST,
                    described("{A thing} in a list.")
                            .put(
                                    "allOf",
                                    new JsonArray().add(to(name)).add(new JsonObject().put(PROPERTIES, onlyInLists)))
                            .put(REQUIRED, new JsonArray(List.copyOf(onlyInLists.fieldNames()))));
        }
        addEnumerations(name);
        addExamples(name);
    }

    private JsonObject fields() {
        JsonObject fields =
                described("The fields of {a thing} that a client may set.").put("type", "object");
        BETWEEN_FIELDS.stream()
                .filter(declared::containsKey)
                .forEach(keyword -> fields.put(keyword, declared.getValue(keyword)));
        return fields.put(
                PROPERTIES,
                chosen(property ->
                        !property.getBoolean("readOnly", false) && !property.getBoolean("writeOnly", false)));
    }

    private JsonObject written(String description) {
        JsonArray parts = new JsonArray().add(to(resource.name() + "Fields"));
        JsonObject more = chosen(property -> property.getBoolean("writeOnly", false));
        if (!more.isEmpty()) {
            parts.add(new JsonObject().put(PROPERTIES, more));
        }
        return described(description).put("allOf", parts).put("unevaluatedProperties", false);
    }

    private JsonObject record() {
        JsonArray parts = new JsonArray()
                .add(to("Identified"))
                .add(to(resource.name() + "Fields"))
                .add(to("Dated"));
        JsonObject more =
                chosen(property -> property.getBoolean("readOnly", false) && !property.getBoolean(IN_LIST_ONLY, false));
        if (!more.isEmpty()) {
            parts.add(new JsonObject().put(PROPERTIES, more));
        }
        return new JsonObject()
                .put(DESCRIPTION, declared.getString(DESCRIPTION))
                .put("allOf", parts.add(to("Deletable")))
                .put(REQUIRED, required(this::isShown));
    }

    private Set<String> shared(String schema) {
        return schemas.getJsonObject(schema).getJsonObject(PROPERTIES).fieldNames();
    }

    /** Adds the names of all members that a record in a list has, and of all orders. */
    private void addEnumerations(String name) {
        List<String> fields = new ArrayList<>(shared("Identified"));
        fields.addAll(
                chosen(property -> !property.getBoolean("writeOnly", false)).fieldNames());
        fields.addAll(shared("Dated"));
        fields.addAll(shared("Deletable"));
        fields.remove(ETAG);
        put(
                name + "Field",
                described("A field of {a thing}.").put("type", "string").put("enum", new JsonArray(fields)));
        List<String> orders = ListParameters.orders(resource);
        if (!orders.isEmpty()) {
            put(
                    name + "Order",
                    described("An order of {things}; a minus means descending.")
                            .put("type", "string")
                            .put("enum", new JsonArray(orders)));
        }
    }

    private void addExamples(String name) {
        JsonObject all = components.getJsonObject("examples", new JsonObject());
        components.put("examples", all);
        String listed = schemas.containsKey(name + IN_LIST) ? name + IN_LIST : name;
        JsonObject body = (JsonObject) examples.of(to(name + "New"), name);
        JsonObject change = new JsonObject();
        body.stream()
                .filter(member -> member.getValue() instanceof String)
                .findFirst()
                .ifPresent(first -> change.put(first.getKey(), first.getValue()));
        all.put(name + "New", example("{A thing} to create.", body));
        all.put(name + "Patch", example("A change of one field.", change));
        all.put(name, example("{A thing}.", examples.of(to(name), name)));
        all.put(resource.plural() + "Page", example("One page.", new JsonArray().add(examples.of(to(listed), listed))));
    }

    private JsonObject example(String summary, Object value) {
        return new JsonObject().put("summary", sentence(summary)).put("value", value);
    }

    private boolean isCreated(String name) {
        JsonObject property = declared.getJsonObject(PROPERTIES).getJsonObject(name);
        return property != null && !property.getBoolean("readOnly", false);
    }

    private boolean isShown(String name) {
        JsonObject property = declared.getJsonObject(PROPERTIES).getJsonObject(name);
        return property == null || !property.getBoolean("writeOnly", false);
    }

    private JsonArray required(Predicate<String> chosen) {
        JsonArray required = new JsonArray();
        declared.getJsonArray(REQUIRED, new JsonArray()).stream()
                .map(String.class::cast)
                .filter(chosen)
                .forEach(required::add);
        return required;
    }

    private JsonObject chosen(Predicate<JsonObject> chosen) {
        JsonObject kept = new JsonObject();
        declared.getJsonObject(PROPERTIES).forEach(property -> {
            if (chosen.test((JsonObject) property.getValue())) {
                JsonObject copy = ((JsonObject) property.getValue()).copy();
                copy.remove(IN_LIST_ONLY);
                kept.put(property.getKey(), copy);
            }
        });
        return kept;
    }

    private JsonObject described(String description) {
        return new JsonObject().put(DESCRIPTION, sentence(description));
    }

    private String sentence(String text) {
        String thing = resource.fill("{a thing}");
        return resource.fill(text).replace("{A thing}", 'A' + thing.substring(1));
    }

    private void put(String name, JsonObject schema) {
        schemas.put(name, schema);
    }

    private static JsonObject to(String schema) {
        return References.to("schemas", schema);
    }
}
