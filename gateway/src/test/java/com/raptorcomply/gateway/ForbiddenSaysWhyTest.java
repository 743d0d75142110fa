package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ForbiddenSaysWhyTest {
    private static final String USER = "018f2f6e-7c1c-7000-8000-000000000001";

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void theAddress() throws Exception {
        GrantConstraints elsewhere = GrantConstraints.of(List.of(), List.of("203.0.113.0/24"), null);
        String key = STAGE.keyService().key(grant -> TestGrants.within(grant, elsewhere));

        assertThat(code(STAGE.get("/facilities", "X-API-Key", key))).isEqualTo("address_not_allowed");
    }

    @Test
    void impersonation() throws Exception {
        String key = STAGE.keyService().key();

        assertThat(code(STAGE.get("/facilities", "X-API-Key", key, "X-Act-As-User", USER)))
                .isEqualTo("impersonation_denied");
    }

    @Test
    void thePermission() throws Exception {
        HttpResponse<String> refused = STAGE.get(
                "/traces/some-request", "X-API-Key", STAGE.keyService().key());

        assertThat(code(refused)).isEqualTo("permission_missing");
        assertThat(new JsonObject(refused.body()).getString("permission")).isEqualTo("traces:read");
    }

    private static String code(HttpResponse<String> refused) {
        assertThat(refused.statusCode()).isEqualTo(403);
        return new JsonObject(refused.body()).getString("code");
    }
}
