package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.tls.TlsConfig;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A receiver of webhooks on a socket. It keeps what it gets and responds with 204 unless it is told otherwise. */
public final class TestReceiver implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile Handler<HttpServerResponse> response =
            sent -> sent.setStatusCode(204).end();

    /** @param serverName the name in the TLS handshake; null without TLS */
    public record Message(
            HttpHeaders headers, String body, @Nullable String serverName) {
        public JsonObject json() {
            return new JsonObject(body);
        }

        public String type() {
            return json().getString("type");
        }

        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public TestReceiver() {
        this("127.0.0.1", null);
    }

    /** @param tls null: plain HTTP */
    public TestReceiver(String address, @Nullable TlsConfig tls) {
        HttpServerOptions options = new HttpServerOptions();
        if (tls != null) {
            options.setSsl(true)
                    .setSni(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertPath(tls.certificateFile().toString())
                            .addKeyPath(tls.keyFile().toString()));
        }
        server = Await.result(vertx.createHttpServer(options)
                .connectionHandler(connection -> connections.incrementAndGet())
                .requestHandler(this::take)
                .listen(0, address));
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?token=abc";
    }

    /** Sets what it responds from now on. */
    public void respond(Handler<HttpServerResponse> how) {
        response = how;
    }

    public List<Message> messages() {
        return messages;
    }

    public int connections() {
        return connections.get();
    }

    public void forget() {
        messages.clear();
    }

    /** Waits until it has got this many messages, and returns them. */
    public List<Message> await(int count) {
        Await.until(count + " messages", () -> messages.size() >= count);
        return messages;
    }

    private void take(HttpServerRequest request) {
        Map<String, List<String>> fields = new HashMap<>();
        request.headers()
                .forEach((name, value) ->
                        fields.merge(name.toLowerCase(Locale.ROOT), List.of(value), (one, another) -> Stream.concat(
                                        one.stream(), another.stream())
                                .toList()));
        String serverName = request.connection().indicatedServerName();
        request.body().onSuccess(body -> {
            messages.add(new Message(HttpHeaders.of(fields, (name, value) -> true), body.toString(), serverName));
            response.handle(request.response());
        });
    }

    @Override
    public void close() {
        Await.result(vertx.close());
    }
}
