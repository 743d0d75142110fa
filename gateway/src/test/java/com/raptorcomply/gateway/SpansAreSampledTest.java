package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * At a ratio of 0 a request is exported only if parentBased is set and the client's flag is. The upstream always gets a
 * trace context.
 */
@Timeout(60)
class SpansAreSampledTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @RegisterExtension
    static final Collector COLLECTOR = new Collector(Collector.Manner.REFUSES);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("tracing.endpoint", COLLECTOR.url())
            .with("tracing.interval", "10ms")
            .with("tracing.ratio", "0.0")
            .with("tracing.parentBased", true);

    @Test
    void asTheClientAsks() throws Exception {
        assertThat(STAGE.echoed("/facilities", "X-Request-Id", "span-untold").getJsonArray("fields"))
                .anyMatch(field -> field.toString().matches("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-02"));
        STAGE.echoed("/facilities", "X-Request-Id", "span-unasked", "traceparent", parent("00"));
        STAGE.echoed("/facilities", "X-Request-Id", "span-asked", "traceparent", parent("01"));

        COLLECTOR.await("span-asked");
        Await.until("the collector refuses spans", () -> STAGE.meter("gateway_spans_refused_total") > 0);
        assertThat(COLLECTOR.told()).hasSize(1);
    }

    private static String parent(String flags) {
        return "00-" + TRACE + "-b7ad6b7169203331-" + flags;
    }
}
