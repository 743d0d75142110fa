package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnreachableKeyServiceIsNoRefusalTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest().with("keyservice.urls", List.of("http://127.0.0.1:1"));

    @Test
    void aGoodKeyGets503WithRetryAfter() throws Exception {
        HttpResponse<String> response =
                STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(STAGE.upstream().requests()).isZero();
    }
}
