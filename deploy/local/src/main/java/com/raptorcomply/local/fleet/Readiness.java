package com.raptorcomply.local.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks a service on its management port whether it is ready. */
record Readiness(int managementPort) {
    private static final Duration RESPONSE_MAX = Duration.ofSeconds(2);
    private static final Pattern UNUSED = Pattern.compile(
            "gateway_upstream_endpoint_ejected\\{.*} 1.0|gateway_upstream_endpoint_circuit\\{.*state=\"open\".*} 1.0");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    boolean isReady() {
        return state().equals("ready");
    }

    /** Returns true if this gateway sends requests to the endpoint of this port, or has none such. */
    boolean uses(int port) {
        return ask("/metrics", BodyHandlers.ofString())
                .filter(response -> response.body()
                        .lines()
                        .noneMatch(line -> line.contains(":" + port + "\"")
                                && UNUSED.matcher(line).matches()))
                .isPresent();
    }

    /** Returns {@code ready}, {@code not ready} or {@code no response}. */
    String state() {
        return ask("/health/ready", BodyHandlers.discarding())
                .map(response -> response.statusCode() == 200 ? "ready" : "not ready")
                .orElse("no response");
    }

    private <T> Optional<HttpResponse<T>> ask(String path, BodyHandler<T> body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                .timeout(RESPONSE_MAX)
                .build();
        try {
            return Optional.of(HTTP.send(request, body));
        } catch (IOException gone) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
