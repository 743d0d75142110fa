package com.raptorcomply.keyservice.cli.rc;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    private static final int PAGES_MAX = 1_000;
    private static final int ERROR = 400;
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; *rel=\"?next\"?");

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

    /** The body of a successful response; {@code location} is that of a receipt that is pending. */
    record Answer(int status, String body, Optional<String> location) {
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
            HttpResponse<String> response = exchange(request(next).GET());
            check(response);
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

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Accept", "application/json")
                .header("User-Agent", "rc")
                .header("X-API-Key", key);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request);
        check(response);
        return new Answer(
                response.statusCode(), response.body(), response.headers().firstValue("Location"));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RcException(ExitStatus.FAILED, gateway + " cannot be reached");
        } catch (IllegalArgumentException e) {
            throw new RcException(ExitStatus.WRONG, "the key has characters that no key has");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RcException(ExitStatus.FAILED, "interrupted");
        }
    }

    private static void check(HttpResponse<String> response) {
        if (response.statusCode() < ERROR) {
            return;
        }
        int status =
                switch (response.statusCode()) {
                    case 401, 403 -> ExitStatus.REFUSED;
                    case 404 -> ExitStatus.NOT_FOUND;
                    default -> ExitStatus.FAILED;
                };
        throw new RcException(status, sentence(response));
    }

    /** Returns the gateway's own sentence and the request's id, by which an operator finds the reason. */
    private static String sentence(HttpResponse<String> response) {
        String sentence = "the gateway answered " + response.statusCode();
        try {
            JsonObject error = new JsonObject(response.body());
            sentence += ": " + error.getString("message", error.getString("detail", error.getString("code", "")));
        } catch (DecodeException | ClassCastException noJson) {
            // The status is all that is known.
        }
        return response.headers()
                .firstValue("X-Request-Id")
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
