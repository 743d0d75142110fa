package com.raptorcomply.chassis.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** A document has all operations of its audience, each complete, and no others. */
class DocumentShowsItsReadersTheirOperationsTest {
    private final OpenApiDocument declared =
            OpenApiDocument.read(DocumentShowsItsReadersTheirOperationsTest.class, "/openapi/sample.yaml");
    private final ServedDocument keys = declared.served(Audience.KEYS);
    private final ServedDocument people = declared.served(Audience.PEOPLE);

    @Test
    void programsSeeWhatAKeyMayCall() {
        assertThat(keys.json().getJsonObject("paths").fieldNames())
                .containsExactlyInAnyOrder("/things/{id}", "/open", "/self");
    }

    @Test
    void peopleSeeWhatASessionMayCall() {
        assertThat(people.json().getJsonObject("paths").fieldNames())
                .containsExactlyInAnyOrder("/things/{id}", "/open", "/sessions");
    }

    @Test
    void componentsAndTagsOfOtherReadersAreLeftOut() {
        JsonObject components = keys.json().getJsonObject("components");

        assertThat(components.getJsonObject("schemas").fieldNames())
                .contains("Thing", "Problem", "ErrorCode")
                .doesNotContain("Session", "Verdict");
        assertThat(components.getJsonObject("securitySchemes").fieldNames()).containsExactly("apiKey");
        assertThat(keys.json().getJsonArray("tags"))
                .containsExactly(new JsonObject().put("name", "things").put("description", "Things."));
    }

    /** The order of a map without one differs between processes, and replicas must serve the same bytes. */
    @Test
    void theFieldsOfARefusalAreInOrder() {
        JsonObject refusals = keys.json().getJsonObject("components").getJsonObject("responses");
        assertThat(refusals.getJsonObject("UnsupportedMediaType")
                        .getJsonObject("headers")
                        .fieldNames())
                .containsSubsequence("Accept", "Accept-Encoding", "Accept-Patch");
    }

    @Test
    void everyErrorOfAnOperationIsDeclared() {
        assertThat(responses(keys, "/things/{id}", "patch"))
                .containsExactlyInAnyOrder(
                        "200", "400", "401", "403", "404", "408", "409", "412", "413", "415", "422", "428", "429",
                        "500", "502", "503", "504", "default");
        assertThat(responses(keys, "/open", "get"))
                .containsExactlyInAnyOrder("200", "400", "429", "500", "502", "503", "504", "default");
        assertThat(responses(people, "/open", "get")).doesNotContain("502", "504");
    }

    @Test
    void theHeadersOfEveryResponseAreDeclared() {
        JsonObject ok = operation(keys, "/things/{id}", "patch")
                .getJsonObject("responses")
                .getJsonObject("200");
        JsonObject tooMany = keys.json()
                .getJsonObject("components")
                .getJsonObject("responses")
                .getJsonObject("TooManyRequests");

        assertThat(ok.getJsonObject("headers").fieldNames()).contains("X-Request-Id", "RateLimit", "RateLimit-Policy");
        assertThat(tooMany.getJsonObject("headers").fieldNames()).contains("X-Request-Id", "RateLimit", "Retry-After");
        assertThat(keys.json()
                        .getJsonObject("components")
                        .getJsonObject("responses")
                        .getJsonObject("UnsupportedMediaType")
                        .getJsonObject("headers")
                        .fieldNames())
                .contains("Accept", "Accept-Encoding", "Accept-Patch");
    }

    @Test
    void theParametersOfEveryRequestAreDeclared() {
        assertThat(operation(keys, "/things/{id}", "patch").getJsonArray("parameters"))
                .contains(References.to("parameters", "ActAsUser"))
                .doesNotContain(References.to("parameters", "CsrfToken"));
        assertThat(operation(people, "/things/{id}", "patch").getJsonArray("parameters"))
                .contains(References.to("parameters", "CsrfToken"));
        assertThat(operation(keys, "/open", "get").getJsonArray("parameters", new JsonArray()))
                .isEmpty();
    }

    @Test
    void anErrorsExampleIsTheResponse() {
        JsonObject example = keys.json()
                .getJsonObject("components")
                .getJsonObject("responses")
                .getJsonObject("NotFound")
                .getJsonObject("content")
                .getJsonObject("application/problem+json")
                .getJsonObject("example");

        assertThat(example.getString("detail")).isEqualTo("Resource not found");
        assertThat(example.getString("code")).isEqualTo("not_found");
    }

    @Test
    void yamlAndJsonAreTheSame() {
        assertThat(new JsonObject(
                        new Yaml().<Map<String, Object>>load(keys.yaml().toString())))
                .isEqualTo(keys.json());
    }

    private static Iterable<String> responses(ServedDocument document, String path, String method) {
        return operation(document, path, method).getJsonObject("responses").fieldNames();
    }

    private static JsonObject operation(ServedDocument document, String path, String method) {
        return document.json().getJsonObject("paths").getJsonObject(path).getJsonObject(method);
    }
}
