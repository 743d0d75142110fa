package com.raptorcomply.chassis.openapi;

import com.raptorcomply.chassis.openapi.DeclaredResource.NaturalKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Adds the plain operations of each path that declares {@code x-resource}, with their schemas and examples. The root of
 * the document has a model of each operation in {@code x-plain-operations}, with placeholders ({@link
 * DeclaredResource#fill}). What a path declares itself wins over the model, member by member.
 */
final class PlainOperations {
    private static final String MODELS = "x-plain-operations";
    private static final String PARAMETERS = "parameters";
    private static final String PERMISSION = "x-permission";

    private static final Map<String, String> ON_THE_LIST = Map.of("list", "get", "create", "post");
    private static final Map<String, String> ON_A_RECORD =
            Map.of("read", "get", "update", "patch", "replace", "put", "delete", "delete");

    private final JsonObject document;
    private final JsonObject models;
    private final List<DeclaredResource> resources = new ArrayList<>();

    private PlainOperations(JsonObject document, JsonObject models) {
        this.document = document;
        this.models = models;
    }

    /**
     * Expands all declared resources in place, in the order of their paths.
     *
     * @throws IllegalStateException if a declaration names a field or a parameter that does not exist
     */
    static List<DeclaredResource> addTo(JsonObject document) {
        JsonObject models = (JsonObject) document.remove(MODELS);
        if (models == null) {
            return List.of();
        }
        PlainOperations plain = new PlainOperations(document, models);
        JsonObject declared = document.getJsonObject("paths");
        document.put("paths", new JsonObject());
        declared.forEach(item -> {
            if (((JsonObject) item.getValue()).containsKey(DeclaredResource.MARK)) {
                plain.resources.add(DeclaredResource.take(item.getKey(), (JsonObject) item.getValue()));
            }
        });
        declared.forEach(item -> {
            plain.resources.stream()
                    .filter(resource -> resource.path().equals(item.getKey()))
                    .forEach(plain::add);
            plain.merge(item.getKey(), (JsonObject) item.getValue());
        });
        return List.copyOf(plain.resources);
    }

    private void add(DeclaredResource resource) {
        RecordSchemas schemas = new RecordSchemas(document, resource);
        schemas.add();
        ListParameters parameters = new ListParameters(document, resource, models.getJsonObject(PARAMETERS));
        JsonObject list = new JsonObject();
        JsonObject one = new JsonObject().put(PARAMETERS, models.getJsonArray("record"));
        for (String operation : resource.operations()) {
            JsonObject model = model(resource, operation);
            if (operation.equals("list")) {
                model.getJsonArray(PARAMETERS).addAll(parameters.all());
            }
            if (ON_THE_LIST.containsKey(operation)) {
                list.put(ON_THE_LIST.get(operation), model);
            } else {
                one.put(ON_A_RECORD.get(operation), model);
            }
        }
        merge(resource.path(), list);
        if (!OpenApiDocument.methods(one).isEmpty()) {
            merge(resource.recordPath(), one);
        }
        resource.parents().forEach((parent, filter) -> addList(resource, parent, parameters.without(filter)));
        NaturalKey key = resource.naturalKey();
        if (key != null) {
            addByKey(resource, key);
        }
    }

    /** Adds the operations that find records by a natural key, on one and on many, with the schemas of the second. */
    private void addByKey(DeclaredResource resource, NaturalKey key) {
        JsonObject schema = RecordSchemas.property(document, resource.name(), key.field());
        if (schema == null) {
            throw new IllegalStateException(resource.path() + " has no field " + key.field());
        }
        JsonArray parameters = (JsonArray) filled(models.getJsonArray("recordByKey"), resource::fill);
        parameters.getJsonObject(0).put("schema", schema.copy());
        merge(
                resource.path() + '/' + key.segment() + "/{" + key.field() + '}',
                new JsonObject().put(PARAMETERS, parameters).put("put", model(resource, "upsert")));
        merge(resource.path() + "/bulk", new JsonObject().put("post", model(resource, "bulk")));
        JsonObject schemas = (JsonObject) filled(models.getJsonObject("bulkSchemas"), resource::fill);
        document.getJsonObject("components").getJsonObject("schemas").mergeIn(schemas);
    }

    /** Adds the list of those records that belong to another one. */
    private void addList(DeclaredResource resource, String parentPath, JsonArray parameters) {
        DeclaredResource parent = resources.stream()
                .filter(each -> each.recordPath().equals(parentPath))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        resource.path() + " is listed under " + parentPath + ", which is the path of no resource"));
        JsonObject model =
                (JsonObject) filled(model(resource, "listUnder"), text -> text.replace("{Parent}", parent.name())
                        .replace("{a parent}", parent.fill("{a thing}")));
        model.getJsonArray(PARAMETERS).addAll(parameters);
        merge(
                parentPath + resource.fill("/{resource}"),
                new JsonObject().put(PARAMETERS, models.getJsonArray("record")).put("get", model));
    }

    private JsonObject model(DeclaredResource resource, String operation) {
        JsonObject model = models.getJsonObject(operation);
        if (model == null) {
            throw new IllegalStateException(MODELS + " has no model of " + operation);
        }
        JsonObject listed = document.getJsonObject("components").getJsonObject("schemas");
        String inList = resource.name() + RecordSchemas.IN_LIST;
        String shown = listed.containsKey(inList) ? inList : resource.name();
        JsonObject filled = (JsonObject) filled(model, text -> resource.fill(text.replace("{Listed}", shown)));
        return filled.put(PERMISSION, resource.permission(operation, filled.getString(PERMISSION)));
    }

    private void merge(String path, JsonObject item) {
        JsonObject paths = document.getJsonObject("paths");
        paths.put(path, paths.getJsonObject(path, new JsonObject()).mergeIn(item.copy(), true));
    }

    /** Returns a copy with all texts filled in, names of members included. */
    static Object filled(Object value, UnaryOperator<String> filling) {
        if (value instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(filled(item, filling)));
            return copy;
        }
        if (value instanceof JsonObject object) {
            JsonObject copy = new JsonObject();
            object.forEach(member -> copy.put(filling.apply(member.getKey()), filled(member.getValue(), filling)));
            return copy;
        }
        return value instanceof String text ? filling.apply(text) : value;
    }
}
