package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.openapi.CheckableDocument;
import com.raptorcomply.chassis.openapi.DocumentFaults;
import com.raptorcomply.gateway.endpoint.ApiDocument;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.Yaml;

/** The gateway's document has the operations of the services behind it that its routes lead to. */
@Timeout(30)
class DocumentIsThatOfAllServicesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpServer DATA = serving("/facilities", "/nowhere", "/api-keys");
    private static final HttpServer KEYS = serving("/api-keys");

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", List.of("http://127.0.0.1:1", url(DATA)))
            .with("upstreams.keyservice.urls", List.of(url(KEYS)));

    @RegisterExtension
    static final GatewayUnderTest WITHOUT_SERVICES = new GatewayUnderTest();

    @RegisterExtension
    static final GatewayUnderTest WITH_AN_ODD_SERVICE = new GatewayUnderTest()
            .with("upstreams.resources.urls", List.of(url(serving(new JsonObject("""
                    {"openapi": "3.1.0", "info": {}, "components": {}, "paths": {"/facilities": "no object"}}""")))))
            .with("upstreams.keyservice.urls", List.of(url(KEYS)));

    @AfterAll
    static void stop() {
        Await.result(VERTX.close());
    }

    @Test
    void withTheOperationsThatRoutesLeadTo() throws Exception {
        HttpResponse<String> response = STAGE.get("/openapi.json");

        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        JsonObject paths = new JsonObject(response.body()).getJsonObject("paths");
        assertThat(paths.fieldNames())
                .contains("/validate", "/docs", "/facilities", "/api-keys")
                .doesNotContain("/nowhere");
        assertThat(paths.getJsonObject("/api-keys").getJsonObject("get").getString("operationId"))
                .isEqualTo("list/api-keys");
    }

    @Test
    void inYamlToo() throws Exception {
        assertThat(new JsonObject(new Yaml()
                        .<Map<String, Object>>load(STAGE.get("/openapi.yaml").body())))
                .isEqualTo(new JsonObject(STAGE.get("/openapi.json").body()));
    }

    @Test
    void validByTheMetaSchema() throws Exception {
        JsonObject document = new JsonObject(STAGE.get("/openapi.json").body());

        assertThat(Await.result(OpenAPIContract.from(VERTX, CheckableDocument.of(document)))
                        .operations())
                .isNotEmpty();
        assertThat(DocumentFaults.of(document)).isEmpty();
    }

    @Test
    void notAnsweredWhileAPartIsUnknown() throws Exception {
        HttpResponse<String> response = WITHOUT_SERVICES.get("/openapi.json");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
        assertThat(new JsonObject(response.body()).getString("code")).isEqualTo("upstream_unavailable");
        assertThat(WITHOUT_SERVICES.get("/gateway/openapi.json").statusCode()).isEqualTo(200);
    }

    @Test
    void andTheLogTellsIfAPartCannotBeMerged() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(ApiDocument.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);

        assertThat(WITH_AN_ODD_SERVICE.get("/openapi.json").statusCode()).isEqualTo(503);
        assertThat(WITH_AN_ODD_SERVICE.get("/openapi.json").statusCode()).isEqualTo(503);

        logger.detachAppender(lines);
        assertThat(lines.list)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("Merging the OpenAPI documents of the upstreams failed");
    }

    private static HttpServer serving(String... paths) {
        JsonObject all = new JsonObject();
        for (String path : paths) {
            all.put(path, new JsonObject("""
                            {"get": {"operationId": "list%s", "summary": "List", "description": "Lists.", "tags": ["data"],
                              "security": [], "responses": {"200": {"description": "All.", "headers": {"X-Request-Id": {"schema": {"type": "string"}}}},
                              "400": {"$ref": "#/components/responses/BadRequest"}, "429": {"$ref": "#/components/responses/BadRequest"},
                              "500": {"$ref": "#/components/responses/BadRequest"}, "503": {"$ref": "#/components/responses/BadRequest"},
                              "default": {"$ref": "#/components/responses/BadRequest"}}}}""".formatted(path)));
        }
        JsonObject document = new JsonObject("""
                {"openapi": "3.1.0", "info": {"title": "Data", "version": "1", "description": "Data."}, "components": {"responses":
                  {"BadRequest": {"description": "Bad.", "headers": {"X-Request-Id": {"schema": {"type": "string"}}}}}},
                  "tags": [{"name": "data", "description": "Data."}]}""").put("paths", all);
        return serving(document);
    }

    private static HttpServer serving(JsonObject document) {
        return Await.result(VERTX.createHttpServer()
                .requestHandler(request -> request.response().end(document.toBuffer()))
                .listen(0, "127.0.0.1"));
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.actualPort();
    }
}
