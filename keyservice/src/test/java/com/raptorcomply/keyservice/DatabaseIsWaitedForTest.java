package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.FreePort;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.chassis.postgres.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseIsWaitedForTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void serviceSaysWhatItWaitsForAndServesWhenItComes() throws IOException {
        Vertx vertx = Vertx.vertx();
        int managementPort = FreePort.find();
        try (PostgresServer server = PostgresServer.own()) {
            TestDatabase database = server.freshDatabase();
            server.stop();

            Future<KeyService> starting =
                    KeyService.start(vertx, TestService.settings(database, managementPort, Map.of()));
            Await.until("readiness says that the database is waited for", () -> readiness(managementPort)
                    .contains("Waiting for the database"));
            assertThat(starting.isComplete()).isFalse();

            server.start();
            KeyService service = Await.result(starting);
            Await.until("the service is ready", () -> readiness(managementPort).contains("\"status\":\"ready\""));
            Await.result(service.close());
        } finally {
            Await.result(vertx.close());
        }
    }

    private String readiness(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "not listening yet";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
