package com.raptorcomply.gateway;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs a gateway between a real upstream and a key service, on free ports, for one test class. */
public final class GatewayUnderTest implements BeforeAllCallback, AfterAllCallback {

    /** A lease outlasts a test, however slow the machine, unless the test is about its end. */
    static final long TERM_MILLIS = 60_000;

    private static final int READ_TIMEOUT_MILLIS = 10_000;

    private final Map<String, Object> overrides = new HashMap<>();
    private final List<String> otherReplicas = new ArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private long termMillis = TERM_MILLIS;
    private @Nullable Running running;

    private record Running(Vertx vertx, InMemoryKeyService keyService, EchoUpstream upstream, GatewayService gateway) {}

    GatewayUnderTest with(String setting, Object value) {
        overrides.put(setting, value);
        return this;
    }

    /** Adds a replica of the key service, which the gateway tries first. */
    GatewayUnderTest withFirstReplica(String url) {
        otherReplicas.add(url);
        return this;
    }

    /** Makes leases end during the test if they are not renewed, and renewals frequent. */
    GatewayUnderTest withShortLease() {
        termMillis = InMemoryKeyService.TERM_MILLIS;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Vertx vertx = Vertx.vertx();
        InMemoryKeyService keyService = new InMemoryKeyService(vertx, termMillis);
        EchoUpstream upstream = new EchoUpstream(vertx);
        Map<String, Object> settings = new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                0,
                "management.port",
                0,
                "eventLoops",
                2,
                "keyservice.urls",
                Stream.concat(otherReplicas.stream(), Stream.of(keyService.url()))
                        .toList(),
                "keyservice.credential",
                InMemoryKeyService.CREDENTIAL,
                "upstreams.keyservice.urls",
                List.of(keyService.url()),
                "upstreams.resources.urls",
                List.of(upstream.url()),
                "http.bodyBytesMax",
                1_000_000));
        settings.put("drainDelay", "0s");
        settings.putAll(overrides);
        GatewayService gateway =
                Await.result(GatewayService.start(vertx, Settings.load("GATEWAY", null, Map.of(), settings)));
        running = new Running(vertx, keyService, upstream, gateway);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Running ended = running();
        Await.result(ended.gateway().close());
        Await.result(ended.vertx().close());
    }

    /** Waits until the gateway has a lease. */
    void awaitLease() throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway().managementPort() + "/health/ready"))
                .timeout(Duration.ofMillis(READ_TIMEOUT_MILLIS))
                .build();
        Await.until("the gateway is ready", () -> send(ready).statusCode() == 200);
    }

    /** Returns the value of a meter, over all its labels. */
    double meter(String name) throws IOException, InterruptedException {
        return meter(name, "");
    }

    /** Waits for the value of a meter, because the gateway counts much only after a response has left. */
    void awaitMeter(String name, double value) {
        Await.until(name + " is " + value, () -> meter(name) == value);
    }

    /** Returns the number of endpoints whose circuit is not closed. */
    double circuitsNotClosed() throws IOException, InterruptedException {
        return circuits("half-open") + circuits("open");
    }

    /** Returns the number of endpoints whose circuit is in a state. */
    double circuits(String state) throws IOException, InterruptedException {
        return meter("gateway_upstream_endpoint_circuit", "state=\"" + state + "\"");
    }

    private double meter(String name, String label) throws IOException, InterruptedException {
        String metrics = send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + gateway().managementPort() + "/metrics"))
                        .build())
                .body();
        return metrics.lines()
                .filter(line -> line.matches(name + "[ {].*") && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    InMemoryKeyService keyService() {
        return running().keyService();
    }

    EchoUpstream upstream() {
        return running().upstream();
    }

    GatewayService gateway() {
        return running().gateway();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway().port() + path))
                .timeout(Duration.ofMillis(READ_TIMEOUT_MILLIS));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> begin(HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... fields) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send(
                fields.length == 0 ? request.build() : request.headers(fields).build());
    }

    /** Sends a GET with these fields and a valid key, and returns the request that the upstream received. */
    JsonObject echoed(String path, String... fields) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("X-API-Key", keyService().key());
        HttpResponse<String> response = send(
                fields.length == 0 ? request.build() : request.headers(fields).build());
        return new JsonObject(response.body());
    }

    /** Sends raw bytes and returns all received bytes until the gateway closes the connection. */
    String rawUntilClosed(String text) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway().port())) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("The stage is not set yet");
        }
        return running;
    }
}
