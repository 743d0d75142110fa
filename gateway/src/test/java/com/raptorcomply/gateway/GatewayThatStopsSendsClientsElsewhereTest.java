package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class GatewayThatStopsSendsClientsElsewhereTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("drainDelay", "3s").with("drainTimeout", "10s");

    @Test
    void beforeItTakesNoMore() throws Exception {
        STAGE.awaitLease();
        String key = STAGE.keyService().key();
        try (Client before = new Client(STAGE.gateway().port())) {
            assertThat(before.write(Client.get("/facilities", key)).read().closes())
                    .isFalse();
            Future<Void> stopping = STAGE.gateway().close();

            assertThat(ready()).isEqualTo(503);
            try (Client during = new Client(STAGE.gateway().port())) {
                Client.Answer answer =
                        during.write(Client.get("/facilities", key)).read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.closes()).isTrue();
                during.awaitClosed();
            }
            assertThat(before.write(Client.get("/validate", key)).read().closes())
                    .isTrue();
            before.awaitClosed();

            Await.result(stopping);
        }
    }

    private static int ready() throws Exception {
        return STAGE.send(HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + STAGE.gateway().managementPort() + "/health/ready"))
                        .build())
                .statusCode();
    }
}
