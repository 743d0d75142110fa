package com.raptorcomply.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.resources.Caller.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without its database the service responds with 503 and is not ready. It recovers when the database returns. */
@Timeout(120)
class DatabaseOutageIsSurvivedTest {
    @Test
    void downAndUpAgain() {
        try (PostgresServer server = PostgresServer.own();
                UnderTest service = new UnderTest(server).start(Map.of("database.acquireTimeout", "2s"))) {
            Caller caller = Caller.of(service, UUID.randomUUID());
            UUID system = new Records(service.database(), caller.organization()).system("S1");
            String path =
                    caller.post("/cyber-assets", Records.asset(system, "T-1")).header("Location");
            Await.until("the service is ready", () -> ready(service).status() == 200);

            server.stop();
            assertUnavailable(caller.get(path));
            assertUnavailable(caller.get("/cyber-assets"));
            assertUnavailable(caller.post("/cyber-assets", Records.asset(system, "T-2")));
            assertUnavailable(caller.patch(path, new JsonObject().put("count", 2)));
            Await.until("the service is not ready", () -> ready(service).status() == 503);

            server.start();
            Await.until("the record is served again", () -> caller.get(path).status() == 200);
            Await.until("the service is ready", () -> ready(service).status() == 200);
            assertThat(caller.get("/cyber-assets").array()).hasSize(1);
        }
    }

    @Test
    void downAtStart() {
        try (PostgresServer server = PostgresServer.own();
                UnderTest service = new UnderTest(server)) {
            server.stop();
            Future<ResourcesService> starting = ResourcesService.start(service.vertx(), service.settings(Map.of()));
            assertThat(starting.isComplete()).isFalse();

            server.start();

            Await.result(Await.result(starting).close());
        }
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(answer.body()).doesNotContain("127.0.0.1").doesNotContain("SQL");
    }

    private static Answer ready(UnderTest service) {
        return Caller.exchange(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.service().managementPort() + "/health/ready"))
                .build());
    }
}
