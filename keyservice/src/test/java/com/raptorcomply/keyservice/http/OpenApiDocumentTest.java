package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.openapi.Audience;
import com.raptorcomply.chassis.openapi.CheckableDocument;
import com.raptorcomply.chassis.openapi.DocumentFaults;
import com.raptorcomply.keyservice.Reply;
import com.raptorcomply.keyservice.TestService;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class OpenApiDocumentTest {
    private final TestService service = TestService.shared();

    @ParameterizedTest
    @EnumSource
    void isOpenApi31(Audience audience) {
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract contract =
                    Await.result(OpenAPIContract.from(vertx, CheckableDocument.of(served(audience))));

            assertThat(contract.getVersion()).isEqualTo(OpenAPIVersion.V3_1);
        } finally {
            Await.result(vertx.close());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"KEYS", "PEOPLE"})
    void givesGeneratorsNothingToStumbleOver(Audience audience) {
        assertThat(DocumentFaults.of(served(audience))).isEmpty();
    }

    @Test
    void showsPeopleWhatTheyMayCallHere() {
        JsonObject document = service.get(null, "/openapi.json").object();

        assertThat(document).isEqualTo(served(Audience.PEOPLE));
        assertThat(document.getJsonObject("paths").fieldNames()).contains("/sessions", "/users/me/totp", "/api-keys");
    }

    @Test
    void showsKeysWhatTheyMayCallAtTheGateway() {
        JsonObject document = service.get(null, "/keyservice/openapi.json").object();

        assertThat(document).isEqualTo(served(Audience.KEYS));
        assertThat(document.getJsonObject("paths").fieldNames())
                .contains("/api-keys", "/api-keys/self/secrets", "/invitations/accept")
                .noneMatch(path ->
                        path.matches("/(sessions|internal|\\.well-known|openapi).*|/users/me/(totp|password).*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi", "/keyservice/openapi"})
    void isTheSameInYaml(String path) {
        Reply yaml = service.get(null, path + ".yaml");

        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(new JsonObject(new Yaml().<Map<String, Object>>load(yaml.body())))
                .isEqualTo(service.get(null, path + ".json").object());
    }

    @Test
    void mayBeReadByPagesOfAnyOriginAndNothingElseMay() {
        assertThat(service.get(null, "/openapi.json").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        assertThat(service.get(null, "/.well-known/jwks.json").header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    private static JsonObject served(Audience audience) {
        return OperationRouter.document().served(audience).json();
    }
}
