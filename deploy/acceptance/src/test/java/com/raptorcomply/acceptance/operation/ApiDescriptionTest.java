package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway serves a description of all its endpoints, and of no others, to everyone. */
@ExtendWith(RunningWhole.class)
class ApiDescriptionTest {

    @ParameterizedTest
    @CsvSource({
        "/openapi, /cyber-assets/{id}",
        "/keyservice/openapi, /users/{id}",
        "/gateway/openapi, /validate",
    })
    void isServedToPagesOfAnyOrigin(String document, String path, Whole whole) {
        Reply json = whole.stranger().get(document + ".json");
        Reply yaml = whole.stranger().get(document + ".yaml");

        assertThat(json.json().getString("openapi")).startsWith("3.1");
        assertThat(json.json().getJsonObject("paths").fieldNames()).contains(path);
        assertThat(yaml.status()).isEqualTo(200);
        assertThat(json.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(yaml.header("Access-Control-Allow-Origin")).contains("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/keyservice/openapi.json", "/gateway/openapi.json"})
    void namesOnlyOperationsThatTheGatewayAnswers(String document, Whole whole) {
        Client stranger = whole.stranger();
        JsonObject paths = stranger.get(document).json().getJsonObject("paths");

        for (String path : paths.fieldNames()) {
            paths.getJsonObject(path).forEach(operation -> {
                if (operation.getValue() instanceof JsonObject json) {
                    String method = operation.getKey().toUpperCase(Locale.ROOT);
                    String target =
                            path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
                    boolean open = json.getJsonArray("security", new JsonArray().add(""))
                            .isEmpty();

                    int status = stranger.send(method, target, "", request -> request)
                            .status();

                    assertThat(status)
                            .as(method + " " + target)
                            .satisfies(answered -> assertThat(answered == 401).isEqualTo(!open))
                            .isNotIn(404, 405, 502, 503);
                }
            });
        }
    }
}
