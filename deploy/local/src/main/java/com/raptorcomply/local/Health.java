package com.raptorcomply.local;

import com.raptorcomply.local.step.LocalRunException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service on its management port whether it is ready, as whoever sends it requests would. */
record Health(String managementUrl) {
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 20;

    /** @throws LocalRunException with the service's own words, if it is not ready in time */
    void awaitReady() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest question = HttpRequest.newBuilder(URI.create(managementUrl + "/health/ready"))
                .timeout(ANSWER_WITHIN)
                .build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        String last = "no answer";
        try {
            while (System.nanoTime() < deadline) {
                var answer = client.send(question, BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                last = answer.body();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException broken) {
            throw new LocalRunException("No answer from " + question.uri() + ": " + broken.getMessage(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LocalRunException("Interrupted while waiting for " + question.uri(), interrupted);
        }
        throw new LocalRunException("Not ready within " + READY_WITHIN.toSeconds() + " seconds: " + last);
    }
}
