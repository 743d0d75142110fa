package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.OpenApiDocument;
import com.raptorcomply.chassis.openapi.OpenApiDocument.Operation;
import com.raptorcomply.resources.ResourcesService;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation has an id, a summary, an example of each body, a permission and its error responses. */
class EveryOperationIsDocumentedWholeTest {
    private static final OpenApiDocument DECLARED =
            OpenApiDocument.read(ResourcesService.class, "/openapi/resources/root.yaml");
    private static final JsonObject SERVED = DECLARED.served(Audience.KEYS).json();

    static Stream<Operation> operations() {
        return DECLARED.operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withSummaryPermissionAndErrors(Operation operation) {
        JsonObject json = served(operation);
        Set<String> errors = json.getJsonObject("responses").fieldNames();

        assertThat(json.getString("summary")).matches("[A-Z].{3,60}[^.]");
        assertThat(json.getString("description")).endsWith(".");
        assertThat(errors).contains("400", "429", "500", "502", "503", "504", "default");
        if (!json.getString("x-permission").equals("none")) {
            assertThat(json.getString("x-permission")).matches("[a-z-]+:[a-z]+");
            assertThat(json.getString("description")).contains("`" + json.getString("x-permission") + "`");
            assertThat(errors).contains("401", "403");
        }
        if (operation.path().contains("{")) {
            assertThat(errors).contains("404");
        }
        if (json.containsKey("requestBody")) {
            assertThat(errors).contains("408", "413", "415", "422");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void withAnExampleOfEachBodyInJson(Operation operation) {
        JsonObject json = served(operation);
        if (json.getString("x-permission").equals("none")) {
            return;
        }
        Stream.concat(
                        Stream.of(json.getJsonObject("requestBody", new JsonObject())),
                        json.getJsonObject("responses").stream()
                                .filter(response -> response.getKey().startsWith("2"))
                                .map(response -> (JsonObject) response.getValue()))
                .flatMap(body -> body.getJsonObject("content", new JsonObject()).stream())
                .filter(content -> content.getKey().endsWith("json"))
                .forEach(content -> assertThat(((JsonObject) content.getValue()).fieldNames())
                        .as(content.getKey())
                        .containsAnyOf("example", "examples"));
    }

    @Test
    void underAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        operations()
                .forEach(operation ->
                        assertThat(ids.add(operation.id())).as(operation.id()).isTrue());
    }

    private static JsonObject served(Operation operation) {
        return SERVED.getJsonObject("paths")
                .getJsonObject(operation.path())
                .getJsonObject(operation.method().name().toLowerCase(java.util.Locale.ROOT));
    }
}
