package com.raptorcomply.acceptance.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway serves common HTTP clients with their habits. */
@ExtendWith(RunningWhole.class)
class AnyHttpClientIsServedTest {

    @Test
    void oneThatOffersHttp2WithEachRequest(Whole whole) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder request =
                HttpRequest.newBuilder().header("X-API-Key", whole.value("RAPTOR_COMPLY_API_KEY"));
        URI assets = URI.create(whole.value("GATEWAY_URL") + "/cyber-assets");
        HttpResponse<String> created = client.send(
                request.copy()
                        .uri(assets)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                whole.newAsset().encode()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        HttpResponse<String> read = client.send(
                request.copy()
                        .uri(assets.resolve(
                                created.headers().firstValue("Location").orElseThrow()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    }

    @Test
    void oneThatSpeaksHttp10(Whole whole) throws IOException {
        String answer = raw(
                whole, "GET /facilities HTTP/1.0\r\nX-API-Key: " + whole.value("RAPTOR_COMPLY_API_KEY") + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.").contains(" 200 OK\r\n").endsWith("]");
        assertThat(answer).doesNotContainIgnoringCase("transfer-encoding");
    }

    @Test
    void oneThatAsksForTheHeadOnly(Whole whole) throws IOException {
        String answer = raw(
                whole,
                "HEAD /facilities?limit=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: "
                        + whole.value("RAPTOR_COMPLY_API_KEY") + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
    }

    private static String raw(Whole whole, String request) throws IOException {
        URI gateway = URI.create(whole.value("GATEWAY_URL"));
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
