package com.raptorcomply.local;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Polls a service's readiness on its management port. */
record Health(String managementUrl) {
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 20;

    /**
     * Waits until the service is ready.
     *
     * @throws LocalRunException with the service's own message if it is not ready in time
     */
    void awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(managementUrl + "/health/ready"))
                .timeout(RESPONSE_TIMEOUT)
                .build();
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        String last = "no response";
        try {
            while (System.nanoTime() < deadline) {
                var response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() == 200) {
                    return;
                }
                last = response.body();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException failure) {
            throw new LocalRunException("No response from " + request.uri() + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted while waiting for " + request.uri(), interrupted);
        }
        throw new LocalRunException("Not ready within " + READY_TIMEOUT.toSeconds() + " seconds: " + last);
    }
}
