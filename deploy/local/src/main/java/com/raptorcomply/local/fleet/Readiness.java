package com.raptorcomply.local.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service on its management port whether it is ready. */
record Readiness(int managementPort) {
    private static final Duration RESPONSE_MAX = Duration.ofSeconds(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    boolean isReady() {
        return state().equals("ready");
    }

    /** Returns {@code ready}, {@code not ready} or {@code no response}. */
    String state() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                .timeout(RESPONSE_MAX)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200 ? "ready" : "not ready";
        } catch (IOException gone) {
            return "no response";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "no response";
        }
    }
}
