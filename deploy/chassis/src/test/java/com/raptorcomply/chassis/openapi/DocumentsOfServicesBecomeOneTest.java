package com.raptorcomply.chassis.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The merged document has the operations of all; equal components are shared, and different ones do not mix. */
class DocumentsOfServicesBecomeOneTest {
    private final JsonObject own = document("Gateway", "/validate", "read", schemas("integer", "Size"));
    private final JsonObject other = document("Things", "/things", "read", schemas("string", "Size"));

    @Test
    void withThePathsThatAreRouted() {
        other.getJsonObject("paths").put("/internal", new JsonObject());

        assertThat(merged().getJsonObject("paths").fieldNames()).containsExactly("/validate", "/things");
    }

    @Test
    void withComponentsThatAreAlikeOnce() {
        JsonObject schemas = merged().getJsonObject("components").getJsonObject("schemas");

        assertThat(schemas.fieldNames()).containsExactlyInAnyOrder("Same", "Size", "Box", "ThingsSize", "ThingsBox");
        assertThat(schemas.getJsonObject("Size").getString("type")).isEqualTo("integer");
        assertThat(schemas.getJsonObject("ThingsSize").getString("type")).isEqualTo("string");
    }

    @Test
    void withReferencesToTheComponentsOfTheirOwnService() {
        JsonObject merged = merged();
        JsonObject schemas = merged.getJsonObject("components").getJsonObject("schemas");

        assertThat(reference(schemas.getJsonObject("ThingsBox"))).isEqualTo("#/components/schemas/ThingsSize");
        assertThat(reference(schemas.getJsonObject("Box"))).isEqualTo("#/components/schemas/Size");
        assertThat(References.in(merged.getJsonObject("paths").getJsonObject("/things")))
                .containsExactlyInAnyOrder("#/components/schemas/ThingsBox", "#/components/schemas/Same");
        assertThat(References.in(merged.getJsonObject("paths").getJsonObject("/validate")))
                .containsExactlyInAnyOrder("#/components/schemas/Box", "#/components/schemas/Same");
    }

    @Test
    void withOneOperationOfEachId() {
        JsonObject paths = merged().getJsonObject("paths");

        assertThat(paths.getJsonObject("/validate").getJsonObject("get").getString("operationId"))
                .isEqualTo("read");
        assertThat(paths.getJsonObject("/things").getJsonObject("get").getString("operationId"))
                .isEqualTo("readThings");
    }

    @Test
    void withTheDescriptionsOfAll() {
        JsonObject info = merged().getJsonObject("info");

        assertThat(info.getString("title")).isEqualTo("All");
        assertThat(info.getString("description"))
                .isEqualTo("About Gateway.\n\n### Errors\n\nAll alike.\n\n## Things\n\nAbout Things.");
    }

    @Test
    void andLeavesTheDocumentsAsTheyAre() {
        JsonObject before = other.copy();

        merged();

        assertThat(other).isEqualTo(before);
    }

    private JsonObject merged() {
        return MergedDocument.of(own, "All")
                .add("things", other, path -> path.equals("/things"))
                .served()
                .json();
    }

    private static String reference(JsonObject box) {
        return box.getJsonObject("properties").getJsonObject("size").getString("$ref");
    }

    private static JsonObject schemas(String type, String size) {
        return new JsonObject()
                .put("Same", new JsonObject().put("type", "boolean"))
                .put(size, new JsonObject().put("type", type))
                .put(
                        "Box",
                        new JsonObject()
                                .put("properties", new JsonObject().put("size", References.to("schemas", size))));
    }

    private static JsonObject document(String title, String path, String id, JsonObject schemas) {
        JsonObject operation = new JsonObject()
                .put("operationId", id)
                .put("tags", new JsonArray().add("documents"))
                .put("responses", new JsonObject().put("200", References.to("schemas", "Box")))
                .put("x", References.to("schemas", "Same"));
        return new JsonObject()
                .put(
                        "info",
                        new JsonObject()
                                .put("title", title)
                                .put("description", "About " + title + ".\n\n### Errors\n\nAll alike."))
                .put("tags", new JsonArray().add(new JsonObject().put("name", "documents")))
                .put("paths", new JsonObject().put(path, new JsonObject().put("get", operation)))
                .put("components", new JsonObject().put("schemas", schemas));
    }
}
