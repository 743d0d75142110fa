package com.raptorcomply.gateway;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.problem.Problem;
import com.raptorcomply.chassis.problem.Problems;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that responds with the request it received. Some paths misbehave on purpose. */
final class EchoUpstream implements AutoCloseable {
    private static final long DRIP_MILLIS = 20;

    private final Vertx vertx;
    private final AtomicInteger requests = new AtomicInteger();
    private final CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
    private final HttpServer server;

    EchoUpstream(Vertx vertx) throws Exception {
        this.vertx = vertx;
        server = Await.result(
                vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    int requests() {
        return requests.get();
    }

    /** Waits for a request to {@code /facilities/held}, which gets a response only by {@link #answerHeld}. */
    void awaitHeld() throws Exception {
        held.get(10, TimeUnit.SECONDS);
    }

    void answerHeld() throws Exception {
        HttpServerRequest request = held.get(10, TimeUnit.SECONDS);
        request.response().end("held");
    }

    private void answer(HttpServerRequest request) {
        requests.incrementAndGet();
        switch (request.path()) {
            case "/facilities/silent" -> {}
            case "/facilities/held" -> held.complete(request);
            case "/facilities/forbidden" -> Problems.send(request, Problem.permissionMissing("facilities:update"));
            case "/facilities/closing" -> request.connection().close();
            case "/facilities/stampless" ->
                request.response()
                        .setStatusCode(401)
                        .putHeader("WWW-Authenticate", "TenantStamp error=\"expired\"")
                        .end();
            case "/facilities/switching" ->
                request.response()
                        .setStatusCode(101)
                        .putHeader("Content-Length", "0")
                        .end();
            case "/facilities/talkative" ->
                request.response()
                        .putHeader("Server", "secret/1.0")
                        .putHeader("Connection", "X-Hop")
                        .putHeader("X-Hop", "1")
                        .putHeader("Keep-Alive", "timeout=5")
                        .putHeader("X-Tenant-Id", "somebody")
                        .putHeader("ETag", "\"1\"")
                        .end("ok");
            case "/facilities/endless" -> drip(request);
            case "/facilities/large" -> request.response().sendFile(System.getProperty("large.file", ""));
            default -> request.body().onSuccess(body -> echo(request, body.toString()));
        }
    }

    /** Sends an endless response. */
    private void drip(HttpServerRequest request) {
        request.response().setChunked(true).write("drop");
        long timer = vertx.setPeriodic(
                DRIP_MILLIS, id -> request.response().write("drop").onFailure(gone -> vertx.cancelTimer(id)));
        request.response().closeHandler(closed -> vertx.cancelTimer(timer));
    }

    private static void echo(HttpServerRequest request, String body) {
        JsonArray fields = new JsonArray();
        request.headers().forEach((name, value) -> fields.add(name + ": " + value));
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("method", request.method().name())
                        .put("uri", request.uri())
                        .put("fields", fields)
                        .put("body", body)
                        .toBuffer());
    }

    @Override
    public void close() {
        server.close();
    }
}
