package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.RateLimit;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitsAreShownAndEnforcedTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("limits.badKeysPerAddress.requests", 3)
            .with("limits.badKeysPerAddress.period", "1h");

    @Test
    void aKeysOwnLimitIsKept() throws Exception {
        String key = STAGE.keyService()
                .key(grant -> TestGrants.within(
                        grant, GrantConstraints.of(List.of(), List.of(), new RateLimit(2, 3_600_000, 2))));

        HttpResponse<String> first = STAGE.get("/facilities", "X-API-Key", key);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("RateLimit-Policy")).contains("\"key\";q=2;w=3600");
        assertThat(first.headers().firstValue("RateLimit")).get().asString().startsWith("\"key\";r=1;t=");
        assertThat(STAGE.get("/facilities", "X-API-Key", key).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = STAGE.get("/facilities", "X-API-Key", key);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(new JsonObject(refused.body()).getString("message"))
                .isEqualTo("Rate limit exceeded. Please retry after a short delay.");
        assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1L, 3_600L);
    }

    @Test
    void aFloodOfBadKeysIsLimitedAndTakesNothingFromAGoodOne() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(STAGE.get("/facilities", "X-API-Key", "bad").statusCode())
                    .isEqualTo(401);
        }
        assertThat(STAGE.get("/facilities", "X-API-Key", "bad").statusCode()).isEqualTo(429);
        assertThat(STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key())
                        .statusCode())
                .isEqualTo(200);
    }
}
