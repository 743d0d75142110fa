package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A valid W3C trace context reaches the upstream unchanged; an invalid one does not. */
class TraceContextIsPassedOnTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void asItCame() throws Exception {
        assertThat(STAGE.echoed("/facilities", "traceparent", PARENT, "tracestate", "a=1,b=2")
                        .getJsonArray("fields"))
                .contains("traceparent: " + PARENT, "tracestate: a=1,b=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void notWhatIsNone(String parent) throws Exception {
        assertThat(STAGE.echoed("/facilities", "traceparent", parent, "tracestate", "a=1")
                        .getJsonArray("fields"))
                .noneMatch(field -> field.toString().startsWith("trace"));
    }

    @Test
    void notTwo() throws Exception {
        assertThat(STAGE.echoed("/facilities", "traceparent", PARENT, "traceparent", PARENT)
                        .getJsonArray("fields"))
                .noneMatch(field -> field.toString().startsWith("trace"));
    }
}
