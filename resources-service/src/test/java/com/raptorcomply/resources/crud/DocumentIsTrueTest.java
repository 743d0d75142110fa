package com.raptorcomply.resources.crud;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.openapi.CheckableDocument;
import com.raptorcomply.chassis.openapi.DocumentFaults;
import com.raptorcomply.resources.Caller;
import com.raptorcomply.resources.Caller.Answer;
import com.raptorcomply.resources.Records;
import com.raptorcomply.resources.UnderTest;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI document is valid and public, and the responses of the service match it. */
class DocumentIsTrueTest {
    private final Caller caller = Caller.ofNewOrganization();
    private final Records records = Records.of(caller);

    @Test
    void validAgainstTheMetaSchema() {
        OpenAPIContract contract =
                Await.result(OpenAPIContract.from(UnderTest.shared().vertx(), CheckableDocument.of(document())));

        assertThat(contract.operations()).hasSizeGreaterThanOrEqualTo(16);
    }

    @Test
    void nothingForGeneratorsToStumbleOver() {
        assertThat(DocumentFaults.of(document())).isEmpty();
    }

    @Test
    void codingThatCannotBeHadIsDeclaredWhereItIsRefused() {
        document().getJsonObject("paths").forEach(item -> {
            JsonObject methods = (JsonObject) item.getValue();
            methods.fieldNames().stream()
                    .filter(method -> methods.getValue(method) instanceof JsonObject)
                    .filter(method -> answersJson(methods.getJsonObject(method)))
                    .forEach(method -> assertThat(methods.getJsonObject(method)
                                    .getJsonObject("responses")
                                    .containsKey("406"))
                            .as(method + " " + item.getKey())
                            .isEqualTo(method.equals("get")));
        });
    }

    private static boolean answersJson(JsonObject operation) {
        JsonObject success = operation.getJsonObject("responses").getJsonObject("200", new JsonObject());
        return success.getJsonObject("content", new JsonObject()).containsKey("application/json");
    }

    @Test
    void servedAsYamlAndJson() {
        Answer yaml = unstamped("/openapi.yaml");
        Answer json = unstamped("/openapi.json");

        assertThat(yaml.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(new JsonObject(new Yaml().<Map<String, Object>>load(yaml.body())))
                .isEqualTo(json.object());
        assertThat(json.object().getString("openapi")).startsWith("3.1");
    }

    @Test
    void answersFollowTheSchemas() {
        UUID center = records.controlCenter("CC-1");
        UUID facility = records.facilityOf(center, "F-1");
        UUID system = records.systemIn("facility_id", facility, "S-1");
        JsonObject asset =
                caller.post("/cyber-assets", Records.asset(system, "T-1")).object();
        UUID area = records.area(facility, "Relay house", UUID.fromString(asset.getString("id")));

        assertFollows("ControlCenter", caller.get("/control-centers/" + center).object());
        assertFollows(
                "ControlCenterInList", caller.get("/control-centers").array().getJsonObject(0));
        assertFollows("Facility", caller.get("/facilities/" + facility).object());
        assertFollows("CyberSystem", caller.get("/cyber-systems/" + system).object());
        assertFollows("CyberAsset", asset);
        assertFollows("CyberAssetNew", Records.asset(system, "T-2"));
        assertFollows("PhysicalArea", caller.get("/physical-areas/" + area).object());
        assertFollows("Problem", caller.get("/facilities/" + center).object());
    }

    private void assertFollows(String schema, JsonObject value) {
        JsonObject root = new JsonObject()
                .put("$id", "https://example.com/" + schema)
                .put("$ref", "#/components/schemas/" + schema)
                .put("components", document().getJsonObject("components"));
        OutputUnit outcome = Validator.create(
                        JsonSchema.of(root),
                        new JsonSchemaOptions()
                                .setDraft(Draft.DRAFT202012)
                                .setBaseUri("https://example.com")
                                .setOutputFormat(OutputFormat.Basic))
                .validate(value);

        assertThat(outcome.getValid()).as(schema + " " + outcome.toJson()).isTrue();
    }

    private JsonObject document() {
        return unstamped("/openapi.json").object();
    }

    private Answer unstamped(String path) {
        return Caller.exchange(
                HttpRequest.newBuilder(URI.create(caller.url() + path)).build());
    }
}
