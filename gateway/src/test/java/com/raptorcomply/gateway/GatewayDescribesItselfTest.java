package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.openapi.CheckableDocument;
import com.raptorcomply.chassis.openapi.DocumentFaults;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The OpenAPI document of the gateway's own endpoints is public and correct. */
class GatewayDescribesItselfTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void inOpenApi31() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract contract = Await.result(OpenAPIContract.from(vertx, CheckableDocument.of(document())));
            assertThat(contract.getVersion()).isEqualTo(OpenAPIVersion.V3_1);
        } finally {
            Await.result(vertx.close());
        }
    }

    @Test
    void withNothingThatGeneratorsStumbleOver() throws Exception {
        assertThat(DocumentFaults.of(document())).isEmpty();
    }

    @Test
    void asItAnswers() throws Exception {
        JsonObject schemas = document().getJsonObject("components").getJsonObject("schemas");
        String admin = STAGE.keyService().key();

        assertHasWhatIsRequired(STAGE.get("/validate", "X-API-Key", admin), schemas.getJsonObject("Validation"));
        assertHasWhatIsRequired(STAGE.get("/validate"), schemas.getJsonObject("Problem"));
    }

    @Test
    void withTheLimitOfOpenRoutes() throws Exception {
        HttpResponse<String> answer = STAGE.get("/gateway/openapi.json");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("RateLimit")).isPresent();
    }

    private static void assertHasWhatIsRequired(HttpResponse<String> answer, JsonObject schema) {
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.fieldNames())
                .containsAll(schema.getJsonArray("required").stream()
                        .map(String.class::cast)
                        .toList())
                .isSubsetOf(schema.getJsonObject("properties").fieldNames());
    }

    private static JsonObject document() throws Exception {
        return new JsonObject(STAGE.get("/gateway/openapi.json").body());
    }
}
