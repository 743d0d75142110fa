package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProblemJsonOnRequestTest {
    @RegisterExtension
    static final Stage STAGE = new Stage();

    @Test
    void theSameErrorAsProblemDetails() throws Exception {
        HttpResponse<String> response = STAGE.get("/facilities", "Accept", "application/problem+json");

        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getInteger("status")).isEqualTo(401);
        assertThat(problem.getString("detail")).isEqualTo("Missing X-API-Key header");
        assertThat(problem.getString("error")).isEqualTo("Unauthorized");
    }
}
