package com.raptorcomply.chassis.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A client that keeps its connection learns with the response that the server closes it. Without that it would send its next
 * request on a connection that is closed under it.
 */
@Timeout(60)
class StoppingServerAnnouncesLastResponsesTest {
    private static final int READ_MILLIS_MAX = 10_000;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: here\r\n\r\n";
    private static final Duration LONGER_THAN_ANY_TEST = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<HttpServerRequest> requests = new LinkedBlockingQueue<>();
    private final StrictServer server = Await.result(StrictServer.listen(
            vertx,
            new HttpServerOptions().setHost("127.0.0.1").setPort(0),
            OpenConnections.of("public", new SimpleMeterRegistry()),
            requests::add,
            (request, fault) -> request.response().setStatusCode(400).end()));

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void toARequestThatCameBefore() throws Exception {
        try (Socket client = connect()) {
            send(client);
            HttpServerRequest inFlight = requests.take();
            Future<Void> stopped = server.drain(vertx, Duration.ZERO).compose(drained -> server.shutdown(10));

            Await.result(inFlight.response().end("answer"));

            assertThat(untilClosed(client)).contains("connection: close").endsWith("answer");
            Await.result(stopped);
        }
    }

    @Test
    void toARequestThatComesDuringTheDelay() throws Exception {
        try (Socket client = connect()) {
            server.drain(vertx, LONGER_THAN_ANY_TEST);
            send(client);

            Await.result(requests.take().response().end("answer"));

            assertThat(untilClosed(client)).contains("connection: close").endsWith("answer");
        }
    }

    @Test
    void andOnlyThen() throws Exception {
        try (Socket client = connect()) {
            send(client);
            Await.result(requests.take().response().end("first"));
            send(client);
            HttpServerRequest second = requests.take();
            server.drain(vertx, LONGER_THAN_ANY_TEST);
            Await.result(second.response().end("second"));

            assertThat(untilClosed(client))
                    .containsOnlyOnce("connection: close")
                    .contains("first")
                    .endsWith("second");
        }
    }

    private Socket connect() throws IOException {
        Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.http().actualPort());
        client.setSoTimeout(READ_MILLIS_MAX);
        return client;
    }

    private static void send(Socket client) throws IOException {
        client.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads all that the server sends until it closes the connection. */
    private static String untilClosed(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
