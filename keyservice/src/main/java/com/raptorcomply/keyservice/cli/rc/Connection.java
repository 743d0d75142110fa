package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends requests to one gateway with one key. An error of the gateway ends the command with the gateway's sentence. */
final class Connection {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(40);

    /** The longest time until the response to a file, which the service checks and stores meanwhile. */
    private static final Duration TRANSFER_MAX = Duration.ofMinutes(10);

    private static final int ERROR_BYTES_MAX = 64 * 1024;
    private static final int PAGES_MAX = 1_000;
    private static final int ERROR = 400;
    /** A further page, which the gateway names by a path of its own. */
    private static final Pattern NEXT = Pattern.compile("<(/[^>]+)>; *rel=\"?next\"?");

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI gateway;
    private final String key;

    /** @param key as it is presented; never printed */
    Connection(URI gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /**
     * A response.
     *
     * @param location that of a receipt that is pending
     * @param requestId names the request to operators
     */
    record Answer(
            int status, String body, Optional<String> location, Optional<String> etag, Optional<String> requestId) {
        static Answer of(HttpResponse<?> response, String body) {
            return new Answer(
                    response.statusCode(),
                    body,
                    response.headers().firstValue("Location"),
                    response.headers().firstValue("ETag"),
                    response.headers().firstValue("X-Request-Id"));
        }

        JsonObject object() {
            return new JsonObject(body);
        }
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    /** Returns all pages of a list, at most so many items. */
    JsonArray list(String path, int most) {
        JsonArray all = new JsonArray();
        @Nullable String next = path;
        for (int page = 0; next != null && all.size() < most && page < PAGES_MAX; page++) {
            HttpResponse<String> response = exchange(request(next).GET(), BodyHandlers.ofString());
            check(Answer.of(response, response.body()));
            all.addAll(array(response.body()));
            next = response.headers()
                    .firstValue("Link")
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(link -> link.group(1))
                    .orElse(null);
        }
        while (all.size() > most) {
            all.remove(all.size() - 1);
        }
        return all;
    }

    /** Sends a change that a lost response must not repeat. */
    Answer post(String path, JsonObject body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body.encode())));
    }

    /** @param waitSeconds how long the gateway may wait until the revocation is effective */
    Answer delete(String path, int waitSeconds) {
        return send(request(path).header("Prefer", "wait=" + waitSeconds).DELETE());
    }

    /**
     * Changes what the path names (RFC 7396).
     *
     * @param etag the state that the change was made for; empty for any
     * @param waitSeconds how long the gateway may wait until the change is effective
     */
    Answer patch(String path, JsonObject body, Optional<String> etag, int waitSeconds) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/merge-patch+json")
                .header("Prefer", "wait=" + waitSeconds)
                .method("PATCH", BodyPublishers.ofString(body.encode()));
        etag.ifPresent(state -> request.header("If-Match", state));
        return send(request);
    }

    /** Sends a file as a form with one part. The caller checks the response, because it may list errors. */
    Answer upload(String path, FormFile file) {
        HttpResponse<String> response = exchange(
                request(path)
                        .timeout(TRANSFER_MAX)
                        .header("Content-Type", file.contentType())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(file.body()),
                BodyHandlers.ofString());
        return Answer.of(response, response.body());
    }

    /** Writes the body of a response to a file that only its owner may read, as a whole or not at all. */
    void download(String path, Path file) {
        HttpResponse<InputStream> response =
                exchange(request(path).setHeader("Accept", "*/*"), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() >= ERROR) {
                check(Answer.of(response, new String(body.readNBytes(ERROR_BYTES_MAX), StandardCharsets.UTF_8)));
            }
            PrivateFile.write(file, body);
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, gateway + " ended the response early");
        }
    }

    /** @param path with a slash at its beginning, also of a further page; below the path of the gateway's address */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(ANSWER_MAX)
                .header("Accept", "application/json")
                .header("User-Agent", "rc")
                .header("X-API-Key", key);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString());
        return check(Answer.of(response, response.body()));
    }

    private <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, gateway + " cannot be reached");
        } catch (IllegalArgumentException e) {
            throw new RcException(ExitStatus.WRONG, "the key has characters that no key has");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RcException(ExitStatus.FAILED, "interrupted");
        }
    }

    /** Returns the response if it is no error. */
    static Answer check(Answer answer) {
        if (answer.status() < ERROR) {
            return answer;
        }
        int status =
                switch (answer.status()) {
                    case 401, 403 -> ExitStatus.REFUSED;
                    case 404 -> ExitStatus.NOT_FOUND;
                    default -> ExitStatus.FAILED;
                };
        throw new RcException(status, sentence(answer));
    }

    /** Returns the gateway's own sentence and the request's id, by which an operator finds the reason. */
    private static String sentence(Answer answer) {
        String sentence = "the gateway answered " + answer.status();
        try {
            JsonObject error = answer.object();
            sentence += ": " + error.getString("message", error.getString("detail", error.getString("code", "")));
        } catch (DecodeException | ClassCastException noJson) {
            // The status is all that is known.
        }
        return answer.requestId()
                .map(id -> " (request " + id + ")")
                .map(sentence::concat)
                .orElse(sentence);
    }

    private static JsonArray array(String body) {
        try {
            return new JsonArray(body);
        } catch (DecodeException e) {
            throw new RcException(ExitStatus.FAILED, "the gateway answered with something else than a list");
        }
    }
}
