package com.raptorcomply.chassis.openapi;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Sends the requests of tests and judges each exchange by the service's OpenAPI document. Any thread. */
public final class JudgedClient {
    private final HttpClient client;
    private final OpenApiJudge judge;

    public JudgedClient(HttpClient client, OpenApiJudge judge) {
        this.client = client;
        this.judge = judge;
    }

    /**
     * Sends a request, whose body must be in memory.
     *
     * @throws AssertionError if the document does not describe the exchange
     */
    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        Exchange exchange = Exchange.of(response);
        List<String> faults = judge.faults(exchange);
        if (!faults.isEmpty()) {
            throw new AssertionError("The OpenAPI document does not describe " + exchange + ": " + faults
                    + "\nrequest:  " + exchange.requestBody() + "\nresponse: " + exchange.body());
        }
        return response;
    }
}
