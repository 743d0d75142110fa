package com.raptorcomply.chassis.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.log.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A process without free file descriptors accepts no connection. Netty would call that a fault of the pipeline. */
@Timeout(60)
class FailedAcceptIsNamedTest {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<HttpServerRequest> requests = new LinkedBlockingQueue<>();
    private final StrictServer server = Await.result(StrictServer.listen(
            vertx,
            new HttpServerOptions().setHost("127.0.0.1").setPort(0),
            OpenConnections.of("public", new SimpleMeterRegistry()),
            requests::add,
            (request, fault) -> request.response().setStatusCode(400).end()));

    @RegisterExtension
    final LogLines own = LogLines.from(ListeningSocket.class);

    @RegisterExtension
    final LogLines nettys = LogLines.below("io.netty");

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void byItsReason() throws Exception {
        try (Socket client =
                new Socket(InetAddress.getLoopbackAddress(), server.http().actualPort())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            ConnectionBase accepted = (ConnectionBase) requests.take().connection();

            accepted.channel().parent().pipeline().fireExceptionCaught(new IOException("accept: Too many open files"));

            assertThat(LogLines.value(own.await("Clients cannot connect", line -> true), "reason"))
                    .asString()
                    .contains("Too many open files");
            assertThat(nettys.all()).isEmpty();
        }
    }
}
