package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyKnownRoutesAreForwardedTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/internal/verifications", "/facilitiesX", "/admin", "/metrics", "/.well-known/jwks.json"})
    void anUnknownPathIs404(String path) throws Exception {
        assertThat(STAGE.get(path, "X-API-Key", STAGE.keyService().key()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/facilities/../internal/verifications",
                "/facilities/%2e%2e/internal/verifications",
                "/facilities/%2E./internal",
                "//internal/verifications",
                "/facilities//internal",
                "/facilities/..;/internal",
                "/facilities/..%3b/internal",
                "/%3Ba/internal",
                "/facilities%2finternal",
                "/facilities%5c..",
                "/facilities/%zz",
                "/facilities#fragment",
                "*"
            })
    void aPathThatCouldBeReadInTwoWaysIs400(String target) throws Exception {
        String answer =
                STAGE.rawUntilClosed("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-API-Key: "
                        + STAGE.keyService().key() + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void whatIsForwardedIsTheNormalForm() throws Exception {
        assertThat(STAGE.echoed("/%66acilities/%7e?q=%2f").getString("uri")).isEqualTo("/facilities/~?q=%2f");
    }
}
