package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.keyservice.client.grant.GrantConstraints;
import com.raptorcomply.keyservice.client.grant.Restriction;
import com.raptorcomply.keyservice.stamp.Stamp;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unexpected exception gets a 500. Here the cause is a grant too large for a stamp, which no key service issues. */
class UnexpectedExceptionGetsAResponseTest {
    private static final Restriction ENDLESS = new Restriction(
            Stream.generate(UUID::randomUUID)
                    .limit(Stamp.TEXT_CHARS_MAX / UUID.randomUUID().toString().length())
                    .collect(Collectors.toSet()),
            Set.of(),
            Set.of(),
            Set.of());

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("eventLoops", 1).with("http.requestsMax", 1);

    @Test
    void whenTheKeyServiceWasAskedAndWhenTheKeyIsKnown() throws Exception {
        String key = STAGE.keyService()
                .key(grant -> TestGrants.within(grant, GrantConstraints.of(List.of(ENDLESS), List.of(), null)));
        STAGE.awaitLease();

        for (String state : List.of("asked", "known")) {
            HttpResponse<String> answer = STAGE.get("/facilities", "X-API-Key", key, "X-Request-Id", "fault-" + state);

            assertThat(answer.statusCode()).as(state).isEqualTo(500);
            assertThat(new JsonObject(answer.body()))
                    .isEqualTo(new JsonObject()
                            .put("error", "Internal Server Error")
                            .put("message", "An unexpected error occurred. Please try again later.")
                            .put("code", "internal_error")
                            .put("requestId", "fault-" + state));
            STAGE.awaitMeter("gateway_requests_active", 0);
        }
        assertThat(STAGE.keyService().questions()).isEqualTo(1);
        assertThat(STAGE.echoed("/facilities")).isNotNull();
    }
}
