package com.raptorcomply.resources.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class DrippingResponseIsGivenUpTest {
    private static final int MILLIS_MAX = 500;
    private static final int DROP_MILLIS = 50;

    @RegisterExtension
    final LogLines lines = LogLines.below("io.vertx");

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    @Timeout(20)
    void andTheNextKeyServiceIsAsked() {
        KeyServiceClient client = new KeyServiceClient(vertx, 1, List.of(dripping(), whole()), null, null);

        assertThat(Await.result(client.get("/", MILLIS_MAX, 1_000)).toString()).isEqualTo("whole");
    }

    @Test
    @Timeout(20)
    void andARefusalIsNoErrorInTheLog() {
        KeyServiceClient client = new KeyServiceClient(vertx, 1, List.of(overloaded(), overloaded()), null, null);

        assertThat(Await.failure(client.get("/", MILLIS_MAX, 1_000))).hasMessage("The key service answered 503");
        assertThat(lines.all()).isEmpty();
    }

    private URI overloaded() {
        return listening(vertx.createHttpServer()
                .requestHandler(request -> request.response().setStatusCode(503).end("overloaded")));
    }

    private URI dripping() {
        return listening(vertx.createHttpServer().requestHandler(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            vertx.setPeriodic(DROP_MILLIS, drop -> {
                if (!response.closed()) {
                    response.write(".");
                }
            });
        }));
    }

    private URI whole() {
        return listening(vertx.createHttpServer()
                .requestHandler(request -> request.response().end("whole")));
    }

    private static URI listening(HttpServer server) {
        int port = Await.result(server.listen(0, "127.0.0.1")).actualPort();
        return URI.create("http://127.0.0.1:" + port);
    }
}
