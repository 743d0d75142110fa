package com.raptorcomply.chassis.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.failure.FailureReason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortInUseIsNamedTest {
    private static final String HOST = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void withItsAddressAndSettings() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            Future<HttpServer> listening = ListenFailure.named(
                    vertx.createHttpServer().requestHandler(request -> {}).listen(port, HOST),
                    "management.",
                    HOST,
                    port);

            assertThat(FailureReason.of(Await.failure(listening)))
                    .startsWith("cannot listen on 127.0.0.1:" + port
                            + ", which settings 'management.host' and 'management.port' name; cause: ")
                    .contains("Address already in use");
        }
    }
}
