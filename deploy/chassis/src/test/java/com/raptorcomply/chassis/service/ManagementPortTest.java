package com.raptorcomply.chassis.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Examination;
import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementPortTest {
    private final Vertx vertx = Vertx.vertx();
    private final ServiceRuntime runtime = start(ServiceName.GATEWAY);

    private ServiceRuntime start(ServiceName name) {
        Settings settings = Settings.load(name.settingsPrefix(), null, Map.of(), Map.of("management.port", 0));
        Examination<StandaloneForATest.SmallestConfig> read = StandaloneForATest.READER.examine(settings);
        return Await.result(ServiceRuntime.start(name, vertx, read.orThrow().management(), read));
    }

    @AfterEach
    void close() {
        Await.result(runtime.close());
        Await.result(vertx.close());
    }

    @Test
    void metricsAsPrometheusTextOrOpenMetrics() throws Exception {
        runtime.meters().counter("things.done").increment();
        HttpResponse<String> text = get(runtime, "/metrics", "*/*");
        assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(text.body()).contains("things_done_total 1.0", "jvm_memory_used_bytes", "process_files_open");

        HttpResponse<String> open = get(runtime, "/metrics", "application/openmetrics-text; version=1.0.0");
        assertThat(open.headers().firstValue("Content-Type").orElse("")).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void everyServiceInOneProcessHasItsOwnMeters() throws Exception {
        ServiceRuntime other = start(ServiceName.KEYSERVICE);
        other.meters().counter("keys.made").increment();
        assertThat(get(other, "/metrics", "*/*").body()).contains("keys_made_total");
        assertThat(get(runtime, "/metrics", "*/*").body()).doesNotContain("keys_made_total");
        Await.result(other.close());
        assertThat(get(runtime, "/health/live", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void readyOnlyWhenEveryCheckPasses() throws Exception {
        assertThat(get(runtime, "/health/ready", "*/*").statusCode()).isEqualTo(200);
        runtime.readiness().check("good", () -> Future.succeededFuture(CheckResult.ok()));
        runtime.readiness().check("bad", () -> Future.succeededFuture(CheckResult.failing("Not joined")));
        HttpResponse<String> response = get(runtime, "/health/ready", "*/*");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject("{\"status\":\"not ready\",\"checks\":{\"good\":{\"status\":\"ok\"},"
                        + "\"bad\":{\"status\":\"failing\",\"message\":\"Not joined\"}}}"));
        assertThat(get(runtime, "/health/live", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void notReadyFromTheMomentThatItDrains() throws Exception {
        runtime.readiness().drain();
        assertThat(get(runtime, "/health/ready", "*/*").statusCode()).isEqualTo(503);
    }

    @Test
    void nothingElseIsServed() throws Exception {
        assertThat(get(runtime, "/", "*/*").statusCode()).isEqualTo(404);
        HttpRequest post = request(runtime, "/metrics")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(405);
    }

    private static HttpResponse<String> get(ServiceRuntime runtime, String path, String accept) throws Exception {
        HttpRequest request = request(runtime, path).header("Accept", accept).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(ServiceRuntime runtime, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runtime.managementPort() + path));
    }
}
