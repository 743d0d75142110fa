package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyIsUsedFromItsNetworksOnlyTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @ParameterizedTest
    @CsvSource({
        "127.0.0.0/8, 200",
        "127.0.0.1, 200",
        "127.0.0.1/32, 200",
        "10.0.0.0/8, 403",
        "127.0.0.2/32, 403",
        "::1/128, 403",
        "2001:db8::/32, 403",
        "nonsense, 403"
    })
    void byPrefix(String network, int status) throws Exception {
        String key = STAGE.keyService()
                .key(grant -> TestGrants.within(grant, GrantConstraints.of(List.of(), List.of(network), null)));

        assertThat(STAGE.get("/facilities", "X-API-Key", key, "X-Forwarded-For", "10.1.1.1")
                        .statusCode())
                .isEqualTo(status);
    }
}
