package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.acceptance.whole.Processes;
import com.raptorcomply.acceptance.whole.Reply;
import com.raptorcomply.chassis.Await;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Services survive a database outage. At start they wait for the database and say so. Later, requests that need the
 * database get 503 while others succeed, and all succeed when it is back. SIGTERM stops each process cleanly.
 */
class DatabaseOutageTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void atTheStartAndLater(@TempDir Path directory) throws Exception {
        try (Processes processes = Processes.prepare(directory)) {
            processes.database().close();
            processes.startAll();

            Client keyservice = processes.management("keyservice");
            Client resources = processes.management("resources-service");
            Reply waiting = Await.until(
                    "the key service is not ready",
                    SOON,
                    () -> keyservice.get("/health/ready"),
                    reply -> reply.status() == 503);
            assertThat(waiting.json().getString("status")).isEqualTo("not ready");
            assertThat(waiting.json()
                            .getJsonObject("checks")
                            .getJsonObject("database")
                            .getString("message"))
                    .isNotBlank();
            Await.until(
                    "the resources service is not ready",
                    SOON,
                    () -> resources.get("/health/ready"),
                    reply -> reply.status() == 503);
            assertThat(keyservice.get("/health/live").status()).isEqualTo(200);

            processes.database().startAgain();
            Await.until(
                    "the key service is ready",
                    SOON,
                    () -> keyservice.get("/health/ready"),
                    reply -> reply.status() == 200);
            Await.until(
                    "the resources service is ready",
                    SOON,
                    () -> resources.get("/health/ready"),
                    reply -> reply.status() == 200);

            Client client = processes.client("RAPTOR_COMPLY_API_KEY");
            Client stranger = processes.client("ORG_B_API_KEY");
            Await.until("the client is served", SOON, () -> client.get("/facilities"), reply -> reply.status() == 200);

            processes.database().close();
            assertUnavailable(Await.until(
                    "the outage is noticed", SOON, () -> client.get("/facilities"), reply -> reply.status() != 200));
            assertUnavailable(stranger.get("/facilities"));

            processes.database().startAgain();
            Await.until("the client is served", SOON, () -> client.get("/facilities"), reply -> reply.status() == 200);
            Await.until(
                    "the other organization is served",
                    SOON,
                    () -> stranger.get("/facilities"),
                    reply -> reply.status() == 200);

            assertThat(processes.endAll())
                    .allSatisfy(
                            (service, status) -> assertThat(status).as(service).isIn(0, 143));
        }
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isPresent();
        JsonObject error = reply.json();
        assertThat(error.getString("error")).isEqualTo("Service Unavailable");
        assertThat(error.getString("message")).isNotBlank().doesNotContain("127.0.0.1", "refused", "SQL");
        assertThat(error.getString("requestId")).isNotBlank();
    }
}
