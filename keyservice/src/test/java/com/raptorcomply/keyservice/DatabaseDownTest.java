package com.raptorcomply.keyservice;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.postgres.PostgresServer;
import com.raptorcomply.keyservice.auth.UserRole;
import com.raptorcomply.keyservice.client.grant.Verdict.Granted;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class DatabaseDownTest {
    @Test
    void everythingThatNeedsItIs503UntilItIsBack() {
        try (PostgresServer server = PostgresServer.own();
                TestService service = TestService.on(server)) {
            Gateways gateways = new Gateways(service);
            TestCaller admin = service.person(service.organization(), UserRole.ORG_ADMIN);
            JsonObject createdKey = service.mint(admin, new JsonObject());
            String body = "{\"secretId\":\"" + createdKey.getString("key").substring(9, 20) + "\",\"digest\":\""
                    + "A".repeat(43) + "\"}";

            server.stop();
            Reply verification = gateways.ask(body, "Bearer " + TestService.GATEWAY_CREDENTIAL);
            Reply list = service.get(admin, "/api-keys");
            Reply revocation = service.delete(admin, "/api-keys/" + createdKey.getString("id"));
            server.start();
            Await.until(
                    "keys are listed again",
                    () -> service.get(admin, "/api-keys").status() == 200);

            for (Reply reply : new Reply[] {verification, list, revocation}) {
                assertThat(reply.status()).as(reply.body()).isEqualTo(503);
                assertThat(reply.header("Retry-After")).isNotEmpty();
                assertThat(reply.body()).doesNotContain("127.0.0.1").doesNotContain("SELECT");
            }
            assertThat(gateways.verify(createdKey.getString("key"))).isInstanceOf(Granted.class);
        }
    }
}
