package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rate-limit policy of a route applies to each key on that route, besides the key's own limit. */
class RouteHasALimitOfItsOwnTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("limits.policies.exports.requests", 1)
            .with("limits.policies.exports.period", "1h")
            .with(
                    "routes",
                    List.of(
                            Map.of("prefix", "/facilities", "upstream", "resources"),
                            Map.of("prefix", "/export", "upstream", "resources", "policy", "exports")));

    @Test
    void itIsSpentThereAndOnlyThere() throws Exception {
        String key = STAGE.keyService().key();
        assertThat(STAGE.get("/export", "X-API-Key", key).statusCode()).isEqualTo(200);

        HttpResponse<String> refused = STAGE.get("/export", "X-API-Key", key);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("RateLimit-Policy")).contains("\"exports\";q=1;w=3600");
        assertThat(refused.headers().firstValue("RateLimit")).get().asString().startsWith("\"exports\";r=0;t=");

        assertThat(STAGE.get("/facilities", "X-API-Key", key).statusCode()).isEqualTo(200);
        assertThat(STAGE.get("/export", "X-API-Key", STAGE.keyService().key()).statusCode())
                .isEqualTo(200);
    }
}
