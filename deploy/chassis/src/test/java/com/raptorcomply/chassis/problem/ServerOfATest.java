package com.raptorcomply.chassis.problem;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.http.RequestLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;

/** Runs a router behind a real socket, configured like the services. */
final class ServerOfATest implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    ServerOfATest(BiConsumer<Vertx, Router> routes) {
        Router router = Router.router(vertx);
        router.route().handler(new RequestLog(new SimpleMeterRegistry()));
        Problems.install(router);
        routes.accept(vertx, router);
        server = Await.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a raw request that no HTTP client would send. Returns the response up to the end of the connection. */
    String sendAsItIs(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
