package com.raptorcomply.acceptance.whole;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A client of one service with one key, like an integration: plain HTTP/1.1. */
public record Client(String url, String key) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    public Reply get(String path) {
        return send("GET", path, "", request -> request);
    }

    public Reply delete(String path) {
        return send("DELETE", path, "", request -> request);
    }

    public Reply post(String path, JsonObject body) {
        return send("POST", path, body.encode(), request -> request);
    }

    public Reply patch(String path, JsonObject body) {
        return send("PATCH", path, body.encode(), request -> request);
    }

    /**
     * Sends a request.
     *
     * @param also changes the request before it is sent, for example adds header fields or removes the key
     */
    public Reply send(String method, String path, String body, UnaryOperator<HttpRequest.Builder> also) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_MAX)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!key.isEmpty()) {
            request.header("X-API-Key", key);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            return new Reply(HTTP.send(also.apply(request).build(), BodyHandlers.ofString()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns a client of the same service with another key. */
    public Client with(String otherKey) {
        return new Client(url, otherKey);
    }

    @Override
    public String toString() {
        return "client of " + url;
    }
}
