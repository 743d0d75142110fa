package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The client is the one that trusted proxies name. The key allows 192.0.2.0/24 and 2001:db8::/32; the proxies are in
 * 127.0.0.0/8 and 10.0.0.0/8.
 */
class TrustedProxyNamesTheClientTest {
    private static final List<String> NETWORKS = List.of("192.0.2.0/24", "2001:db8::/32");

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("clientAddress.trusted", List.of("127.0.0.0/8", "10.0.0.0/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "192.0.2.7; 200",
                "192.0.2.7:4711; 200",
                "2001:db8::7; 200",
                "[2001:db8::7]:4711; 200",
                "192.0.2.7, 10.0.0.1; 200",
                "198.51.100.1, 192.0.2.7, 10.0.0.1; 200",
                "192.0.2.7, 198.51.100.1; 403",
                "192.0.2.7, 198.51.100.1, 10.0.0.1; 403",
                "192.0.2.7, unknown; 403",
                "192.0.2.7, ; 403",
                "10.0.0.1; 403",
                "localhost; 403"
            })
    void asTheLastAddressThatIsNotAProxys(String forwardedFor, int status) throws Exception {
        String key = STAGE.keyService()
                .key(grant -> TestGrants.within(grant, GrantConstraints.of(List.of(), NETWORKS, null)));

        assertThat(STAGE.get("/facilities", "X-API-Key", key, "X-Forwarded-For", forwardedFor)
                        .statusCode())
                .isEqualTo(status);
    }
}
