package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemJsonOnRequestTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @ParameterizedTest
    @ValueSource(strings = {"application/problem+json", "Application/Problem+JSON"})
    void theSameErrorAsProblemDetails(String accept) throws Exception {
        HttpResponse<String> response = STAGE.get("/facilities", "Accept", accept);

        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getInteger("status")).isEqualTo(401);
        assertThat(problem.getString("detail")).isEqualTo("Missing X-API-Key header");
        assertThat(problem.getString("error")).isEqualTo("Unauthorized");
    }
}
