package com.raptorcomply.chassis.service;

import com.raptorcomply.chassis.http.framing.ListenFailure;
import com.raptorcomply.chassis.http.framing.OpenConnections;
import com.raptorcomply.chassis.http.framing.StrictServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Serves metrics and health on a separate port, which is never public: contract section 1. */
final class ManagementServer {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String LISTENER = "management";
    private static final int BAD_REQUEST = 400;
    private static final int IDLE_TIMEOUT_SECONDS = 60;

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final Readiness readiness;

    ManagementServer(Vertx vertx, PrometheusMeterRegistry meters, Readiness readiness) {
        this.vertx = vertx;
        this.meters = meters;
        this.readiness = readiness;
    }

    Future<HttpServer> listen(String host, int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_TIMEOUT_SECONDS);
        Future<HttpServer> listening = StrictServer.listen(
                        vertx,
                        options,
                        OpenConnections.of(LISTENER, meters),
                        this::handle,
                        (request, fault) ->
                                request.response().setStatusCode(BAD_REQUEST).end())
                .map(StrictServer::http);
        return ListenFailure.named(listening, "management.", host, port);
    }

    private void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response()
                    .setStatusCode(405)
                    .putHeader("Allow", "GET, HEAD")
                    .end();
            return;
        }
        switch (request.path()) {
            case "/metrics" -> metrics(request);
            case "/health/live" -> json(request, 200, new JsonObject().put("status", "live"));
            case "/health/ready" -> readiness.report().onSuccess(report -> ready(request, report));
            default -> json(request, 404, new JsonObject().put("error", "Not Found"));
        }
    }

    private void metrics(HttpServerRequest request) {
        @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
        String format =
                accept != null && accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS_TEXT;
        vertx.executeBlocking(() -> meters.scrape(format), false)
                .onSuccess(text -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, format)
                        .end(text))
                .onFailure(e -> request.response().setStatusCode(500).end());
    }

    private static void ready(HttpServerRequest request, Readiness.Report report) {
        JsonObject checks = new JsonObject();
        report.checks().forEach((name, result) -> {
            JsonObject entry = new JsonObject().put("status", result.passed() ? "ok" : "failing");
            checks.put(name, result.message().isEmpty() ? entry : entry.put("message", result.message()));
        });
        json(
                request,
                report.ready() ? 200 : 503,
                new JsonObject()
                        .put("status", report.ready() ? "ready" : "not ready")
                        .put("checks", checks));
    }

    private static void json(HttpServerRequest request, int status, JsonObject body) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.toBuffer());
    }
}
