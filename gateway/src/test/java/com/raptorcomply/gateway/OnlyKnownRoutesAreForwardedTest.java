package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.route.RequestTarget;
import com.raptorcomply.gateway.route.Route;
import com.raptorcomply.gateway.route.RouteTable;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** The service of compliance data has one path below those of the key service. */
    @ParameterizedTest
    @CsvSource({
        "/users/0f8fad5b/personnel-risk-assessment, resources",
        "/users/0f8fad5b/personnel-risk-assessment?a=/b, resources",
        "/users/0f8fad5b/personnel-risk-assessment/x, resources",
        "/users/0f8fad5b/personnel-risk-assessments, keyservice",
        "/users/personnel-risk-assessment, keyservice",
        "/users/a/b/personnel-risk-assessment, keyservice",
        "/users/0f8fad5b?x=/personnel-risk-assessment, keyservice",
        "/users/*/personnel-risk-assessment, resources",
        "/users, keyservice"
    })
    void anAsteriskIsAnyOneSegment(String path, String upstream) {
        List<Route> routes =
                List.of(route("/users", "keyservice"), route("/users/*/personnel-risk-assessment", "resources"));

        Route found = new RouteTable(routes).match(Objects.requireNonNull(RequestTarget.parse(path)));
        assertThat(Objects.requireNonNull(found).upstream()).isEqualTo(upstream);
    }

    private static Route route(String prefix, String upstream) {
        return new Route(prefix, upstream, Route.Access.KEY, List.of(), null, false, 0, null);
    }

    @Test
    void whatIsForwardedIsTheNormalForm() throws Exception {
        assertThat(STAGE.echoed("/%66acilities/%7e?q=%2f").getString("uri")).isEqualTo("/facilities/~?q=%2f");
    }
}
