package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans that the collector does not accept wait in a bounded queue; further ones are dropped and counted. */
@Timeout(60)
class SilentCollectorDelaysNoRequestTest {
    private static final int QUEUE_MAX = 8;
    private static final int BATCH_MAX = 4;
    private static final int REQUESTS = 100;

    @RegisterExtension
    static final Collector COLLECTOR = new Collector(Collector.Manner.HOLDS);

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("tracing.endpoint", COLLECTOR.url())
            .with("tracing.interval", "10ms")
            .with("tracing.queueMax", QUEUE_MAX)
            .with("tracing.batchMax", BATCH_MAX)
            .with("tracing.timeout", "5m");

    @Test
    void andDropsAreCounted() throws Exception {
        for (int i = 0; i < REQUESTS; i++) {
            assertThat(STAGE.get("/facilities", "X-API-Key", STAGE.keyService().key())
                            .statusCode())
                    .isEqualTo(200);
        }

        Await.until(
                "spans past the queue are dropped",
                () -> STAGE.meter("gateway_spans_dropped_total") >= REQUESTS - QUEUE_MAX - BATCH_MAX);
        assertThat(STAGE.meter("gateway_spans_sent_total")).isZero();
        COLLECTOR.release();
        Await.until(
                "every span is sent or dropped",
                () -> STAGE.meter("gateway_spans_sent_total") + STAGE.meter("gateway_spans_dropped_total") >= REQUESTS);
    }
}
