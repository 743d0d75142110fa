package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class GatewayCutOffLeavesTheBalancerTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().withShortLease();

    @Test
    void andComesBackWithTheKeyService() throws Exception {
        STAGE.awaitLease();
        STAGE.keyService().close();

        Await.until("the gateway is not ready", () -> ready().statusCode() == 503);
        assertThat(ready().body()).contains("No lease for two terms");

        STAGE.keyService().reopen();
        STAGE.awaitLease();
    }

    private static HttpResponse<String> ready() throws Exception {
        return STAGE.send(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + STAGE.gateway().managementPort() + "/health/ready"))
                .build());
    }
}
