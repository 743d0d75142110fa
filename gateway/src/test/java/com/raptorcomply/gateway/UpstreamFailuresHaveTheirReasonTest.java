package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpstreamFailuresHaveTheirReasonTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.firstByteTimeout", "1s")
            .with("upstreams.gone.urls", "http://127.0.0.1:1")
            .with(
                    "routes",
                    java.util.List.of(
                            java.util.Map.of("prefix", "/facilities", "upstream", "resources"),
                            java.util.Map.of("prefix", "/gone", "upstream", "gone")));

    @Test
    void aSilentUpstreamIs504() throws Exception {
        assertProblem("/facilities/silent", 504, "Gateway Timeout");
    }

    @Test
    void anUpstreamThatClosesIs502() throws Exception {
        assertProblem("/facilities/closing", 502, "Bad Gateway");
    }

    @Test
    void anUpstreamThatIsNotThereIs503SinceNothingHasLeft() throws Exception {
        HttpResponse<String> response = assertProblem("/gone", 503, "Service Unavailable");

        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(new JsonObject(response.body()).getString("code")).isEqualTo("upstream_unavailable");
    }

    @Test
    void aSwitchOfProtocolsThatNobodyAskedForIs502() throws Exception {
        assertProblem("/facilities/switching", 502, "Bad Gateway");
    }

    @Test
    void aRefusedStampIs503AndNot401() throws Exception {
        HttpResponse<String> response = assertProblem("/facilities/stampless", 503, "Service Unavailable");

        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    private static HttpResponse<String> assertProblem(String path, int status, String error) throws Exception {
        HttpResponse<String> response =
                STAGE.get(path, "X-API-Key", STAGE.keyService().key());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("error")).isEqualTo(error);
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
        return response;
    }
}
