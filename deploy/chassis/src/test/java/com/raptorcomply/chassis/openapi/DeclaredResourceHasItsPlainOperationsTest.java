package com.raptorcomply.chassis.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A path that declares a resource has its plain operations, complete with parameters, schemas and examples. */
class DeclaredResourceHasItsPlainOperationsTest {
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    private final OpenApiDocument document =
            OpenApiDocument.read(DeclaredResourceHasItsPlainOperationsTest.class, "/openapi/plain.yaml");

    @Test
    void ofThoseItLists() {
        assertThat(document.operations())
                .extracting(OpenApiDocument.Operation::id)
                .containsExactlyInAnyOrder(
                        "listFactories",
                        "readFactory",
                        "listElectricMotors",
                        "createElectricMotor",
                        "readElectricMotor",
                        "upsertElectricMotor",
                        "changeElectricMotors",
                        "listFactoryElectricMotors");
    }

    /** The order of an unordered map differs between processes, and replicas must serve the same bytes. */
    @Test
    void listedUnderItsParentsInTheirOrder() {
        List<String> parents =
                List.of("/halls/{id}", "/lines/{id}", "/bays/{id}", "/cells/{id}", "/plants/{id}", "/areas/{id}");
        JsonObject under = new JsonObject();
        parents.forEach(parent -> under.put(parent, "placeId"));
        JsonObject item = new JsonObject().put("x-resource", "Motor").put("x-listed-under", under);

        assertThat(DeclaredResource.take("/motors", item).parents().keySet()).containsExactlyElementsOf(parents);
    }

    @Test
    void inTheWordsOfItsName() {
        JsonObject list = operation("/factories/{id}/electric-motors", "get");

        assertThat(list.getString("summary")).isEqualTo("List the electric motors of a factory");
        assertThat(list.getJsonArray("tags")).containsExactly("Electric motors");
        assertThat(list.getString("x-permission")).isEqualTo("electric-motors:read");
    }

    @Test
    void butWhatThePathSaysItselfWins() {
        JsonObject create = operation("/electric-motors", "post");

        assertThat(create.getString("summary")).isEqualTo("Install an electric motor");
        assertThat(create.getJsonArray("x-errors")).containsExactly(428);
        assertThat(create.getString("operationId")).isEqualTo("createElectricMotor");
    }

    @Test
    void withTypedParametersOfItsLists() {
        JsonArray parameters = operation("/electric-motors", "get").getJsonArray("parameters");

        assertThat(parameters.getJsonObject(1).encode())
                .isEqualTo(new JsonObject()
                        .put("in", "query")
                        .put("description", "Only electric motors with this kind.")
                        .put("name", "kind")
                        .put("schema", References.to("schemas", "Kind"))
                        .encode());
        assertThat(parameters.getJsonObject(2).getJsonObject("schema"))
                .isEqualTo(new JsonObject().put("type", "string").put("format", "uuid"));
        assertThat(parameters.getJsonObject(3)).isEqualTo(References.to("parameters", "OwnerId"));
        assertThat(parameters.getJsonObject(4).getString("description")).isEqualTo("Words of title, code and note.");
        assertThat(parameters.getJsonObject(5).getString("name")).isEqualTo("sort");
        assertThat(schema("ElectricMotorOrder").getJsonArray("enum")).containsExactly("title", "-title");
    }

    @Test
    void withoutTheFilterThatThePathOfAnotherRecordSets() {
        assertThat(operation("/factories/{id}/electric-motors", "get").getJsonArray("parameters").stream()
                        .map(each -> ((JsonObject) each).getString("name", "shared")))
                .containsExactly("limit", "kind", "shared", "q", "sort");
    }

    @Test
    void withOperationsByItsNaturalKey() {
        String path = "/electric-motors/by-code/{code}";
        JsonObject parameter = document.json()
                .getJsonObject("paths")
                .getJsonObject(path)
                .getJsonArray("parameters")
                .getJsonObject(0);

        assertThat(operation(path, "put").getString("operationId")).isEqualTo("upsertElectricMotor");
        assertThat(parameter.getString("name")).isEqualTo("code");
        assertThat(operation("/electric-motors/bulk", "post").getString("operationId"))
                .isEqualTo("changeElectricMotors");
        assertThat(schema("ElectricMotorOutcomes").getString("description"))
                .isEqualTo("What became of the electric motors.");
        assertThat(parameter.getJsonObject("schema").getString("type")).isEqualTo("string");
    }

    @Test
    void withSchemasForEachUse() {
        assertThat(schema("ElectricMotorFields").getJsonObject("properties").fieldNames())
                .containsExactly("title", "code", "kind", "note", "factoryId");
        assertThat(schema("ElectricMotorNew").getJsonArray("required")).containsExactly("title", "code", "kind");
        assertThat(schema("ElectricMotorNew")
                        .getJsonArray("allOf")
                        .getJsonObject(1)
                        .getJsonObject("properties"))
                .hasSize(1);
        assertThat(schema("ElectricMotorPatch").containsKey("required")).isFalse();
        assertThat(schema("ElectricMotor").getJsonArray("required"))
                .containsExactly("title", "code", "kind", "power", "isDeleted");
        assertThat(schema("FactoryInList").getJsonArray("required")).containsExactly("motors");
        assertThat(schema("Factory").encode()).doesNotContain("motors");
    }

    @Test
    void withExamples() {
        assertThat(example("ElectricMotorNew"))
                .isEqualTo(new JsonObject()
                        .put("title", "Motor 1")
                        .put("code", "M-1")
                        .put("kind", "induction")
                        .put("factoryId", ID));
        assertThat(example("ElectricMotor"))
                .isEqualTo(new JsonObject()
                        .put("id", ID)
                        .put("title", "Motor 1")
                        .put("code", "M-1")
                        .put("kind", "induction")
                        .put("factoryId", ID)
                        .put("createdAt", "2026-01-31T12:00:00Z")
                        .put("power", 5)
                        .put("isDeleted", false));
        assertThat(((JsonArray) example("FactoriesPage")).getJsonObject(0).getInteger("motors"))
                .isZero();
    }

    @Test
    void andIsToldToTheService() {
        assertThat(document.resources().get(1))
                .isEqualTo(new DeclaredResource(
                        "ElectricMotor",
                        "ElectricMotors",
                        "/electric-motors",
                        List.of("list", "create", "read"),
                        List.of("kind", "factoryId", "ownerId"),
                        List.of("title", "code", "note"),
                        List.of("title"),
                        Map.of("/factories/{id}", "factoryId"),
                        null,
                        new DeclaredResource.NaturalKey("by-code", "code"),
                        false));
    }

    @Test
    void andNothingOfTheDeclarationIsServed() {
        assertThat(document.served(Audience.KEYS).json().encode())
                .doesNotContain("x-resource", "x-filters", "x-plain", "{Thing}", "x-in-list-only");
    }

    private JsonObject operation(String path, String method) {
        return document.json().getJsonObject("paths").getJsonObject(path).getJsonObject(method);
    }

    private JsonObject schema(String name) {
        return document.json()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject(name);
    }

    private Object example(String name) {
        return document.json()
                .getJsonObject("components")
                .getJsonObject("examples")
                .getJsonObject(name)
                .getValue("value");
    }
}
