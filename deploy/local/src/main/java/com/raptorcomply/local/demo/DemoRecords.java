package com.raptorcomply.local.demo;

import com.raptorcomply.local.step.LocalRunException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Adds what people write to a demo organization: policies, tasks, training, evidence, links. It sends the requests of {@code
 * /demo/records.json} through the gateway, in order. A request may keep the id in its response under a name, and {@code
 * {name}} stands for it in later requests; a list keeps the id of its first record.
 */
final class DemoRecords {
    private static final String REQUESTS = "/demo/records.json";
    private static final String BOUNDARY = "demo-file";
    private static final int REFUSED = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> kept = new HashMap<>();
    private final String url;
    private final String key;

    /**
     * Sends to a gateway.
     *
     * @param key of the organization, with all permissions
     */
    DemoRecords(String url, String key) {
        this.url = url;
        this.key = key;
    }

    /** Sends all requests. Blocks; throws if one is refused. */
    void write() {
        for (Object each : read()) {
            JsonObject request = new JsonObject(filled(((JsonObject) each).encode()));
            String response = send(request);
            String name = request.getString("keep");
            if (name != null) {
                kept.put(name, id(response));
            }
        }
    }

    private static JsonArray read() {
        try (InputStream in = Objects.requireNonNull(DemoRecords.class.getResourceAsStream(REQUESTS), REQUESTS)) {
            return new JsonArray(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> each : kept.entrySet()) {
            filled = filled.replace('{' + each.getKey() + '}', each.getValue());
        }
        return filled;
    }

    private String send(JsonObject request) {
        String path = request.getString("path");
        String method = request.getString("method");
        HttpRequest.Builder sent =
                HttpRequest.newBuilder(URI.create(url + path)).header("X-API-Key", key);
        String file = request.getString("file");
        if (file != null) {
            sent.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .method(method, BodyPublishers.ofString(form(file, request.getString("text"))));
        } else if (request.containsKey("body")) {
            sent.header("Content-Type", "application/json")
                    .method(
                            method,
                            BodyPublishers.ofString(
                                    request.getJsonObject("body").encode()));
        } else {
            sent.method(method, BodyPublishers.noBody());
        }
        try {
            HttpResponse<String> response = http.send(sent.build(), BodyHandlers.ofString());
            if (response.statusCode() >= REFUSED) {
                throw new LocalRunException(
                        "Could not write the demo data: %s %s: %s".formatted(method, path, response.body()));
            }
            return response.body();
        } catch (IOException failed) {
            throw new LocalRunException("Could not write the demo data: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted while writing the demo data", interrupted);
        }
    }

    private static String form(String name, String text) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n--" + BOUNDARY + "--\r\n";
    }

    private static String id(String response) {
        return response.startsWith("[")
                ? new JsonArray(response).getJsonObject(0).getString("id")
                : new JsonObject(response).getString("id");
    }
}
