package com.raptorcomply.acceptance.fleet;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Sends requests to any key service replica as a signed-in platform admin. Any thread. */
final class Admin {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private final Map<String, String> proof;

    private Admin(Map<String, String> proof) {
        this.proof = proof;
    }

    static Admin signIn(int port, String email, String password) {
        HttpResponse<String> answer = new Admin(Map.of())
                .call(
                        port,
                        "POST",
                        "/sessions",
                        new JsonObject()
                                .put("email", email)
                                .put("password", password)
                                .encode());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        return new Admin(
                Map.of("Cookie", cookie, "X-CSRF-Token", new JsonObject(answer.body()).getString("csrfToken")));
    }

    /** Returns the session's cookie, name and value. */
    String cookie() {
        return Objects.requireNonNull(proof.get("Cookie"));
    }

    /** Creates an object and returns it. */
    JsonObject make(int port, String path, JsonObject body) {
        HttpResponse<String> answer = call(port, "POST", path, body.encode());
        if (answer.statusCode() != 201) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    HttpResponse<String> call(int port, String method, String path, String body) {
        return call(port, method, path, body, 2);
    }

    /**
     * Sends a request to one replica.
     *
     * @param waitSeconds how long the replica may wait for a receipt before it responds that it is pending
     * @throws UncheckedIOException if there is no response in time
     */
    HttpResponse<String> call(int port, String method, String path, String body, int waitSeconds) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(ANSWER_MAX.plusSeconds(waitSeconds))
                .header("Prefer", "wait=" + waitSeconds)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        proof.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
