package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class UpstreamGoneAndBackTest {
    private static final SocketUpstream UPSTREAM = new SocketUpstream(SocketUpstream.says("here"));

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("upstreams.resources.urls", UPSTREAM.url())
            .with("upstreams.resources.healthCheck.interval", "1h")
            .with("upstreams.resources.circuitBreaker.failuresMax", 3)
            .with("upstreams.resources.circuitBreaker.openDuration", "300ms")
            .with("upstreams.resources.circuitBreaker.openDurationMax", "300ms")
            .with("upstreams.resources.circuitBreaker.halfOpenRequests", 1);

    @Test
    void isRefusedQuicklyMeanwhileAndServedAgainAfterwards() throws Exception {
        assertThat(get().statusCode()).isEqualTo(200);
        UPSTREAM.goAway();

        Await.until(
                "the endpoint is ejected",
                () -> get().statusCode() == 503 && STAGE.meter("gateway_upstream_endpoint_ejected") > 0);
        HttpResponse<String> answer = get();
        assertThat(answer.statusCode()).isEqualTo(503);

        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"error\":\"Service Unavailable\"");

        UPSTREAM.comeBack();
        Await.until("the upstream is served again", () -> get().statusCode() == 200);
        STAGE.awaitMeter("gateway_upstream_endpoint_ejected", 0);
    }

    private static HttpResponse<String> get() throws Exception {
        return STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key());
    }
}
