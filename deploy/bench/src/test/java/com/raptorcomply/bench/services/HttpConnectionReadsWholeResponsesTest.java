package com.raptorcomply.bench.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Responses of a known length and in chunks are read to their end, so that the next request gets its own response. */
class HttpConnectionReadsWholeResponsesTest {
    private static final int LARGE = 5 * 1024 * 1024;

    @Test
    void oneAfterTheOther() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean isLarge = exchange.getRequestURI().getPath().equals("/large");
            exchange.getResponseHeaders().add("Location", "/made");
            exchange.sendResponseHeaders(201, isLarge ? 0 : Math.max(body.length, 1));
            exchange.getResponseBody().write(isLarge ? new byte[LARGE] : body.length > 0 ? body : new byte[] {'-'});
            exchange.close();
        });
        server.start();
        try (HttpConnection connection =
                HttpConnection.open("http://127.0.0.1:" + server.getAddress().getPort())) {
            assertThat(connection.send("GET", "/large", List.of(), new byte[0]).bytes())
                    .isEqualTo(LARGE);
            HttpConnection.Answer answer = connection.send("POST", "/", List.of("A: b"), new byte[] {'x', 'y'});

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("xy");
            assertThat(answer.headers()).containsEntry("location", "/made");
            assertThat(answer.millis()).isGreaterThanOrEqualTo(answer.firstMillis());
        } finally {
            server.stop(0);
        }
    }
}
