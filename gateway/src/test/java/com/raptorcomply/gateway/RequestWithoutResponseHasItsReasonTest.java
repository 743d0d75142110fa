package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A key that loses rights before the response begins gets a 401 only if it is no longer valid. */
@Timeout(60)
class RequestWithoutResponseHasItsReasonTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("upstreams.resources.revokedStreamGrace", "200ms");

    @BeforeAll
    static void awaitLease() throws Exception {
        STAGE.awaitLease();
    }

    @Test
    void ofARevokedKey() throws Exception {
        HttpResponse<String> answer = cut(key -> STAGE.keyService().revoke(key));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"message\":\"Invalid API key\"");
    }

    @Test
    void ofANarrowedKey() throws Exception {
        HttpResponse<String> answer = cut(key -> STAGE.keyService().narrow(key));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.body())
                .contains("The rights of the API key changed while this request was under way. Please retry.");
    }

    private static HttpResponse<String> cut(Consumer<String> change) throws Exception {
        String key = STAGE.keyService().key();
        int before = STAGE.upstream().requests();
        CompletableFuture<HttpResponse<String>> answer = STAGE.begin(
                STAGE.request("/facilities/silent").header("X-API-Key", key).build());
        Await.until("the request reaches the upstream", () -> STAGE.upstream().requests() != before);
        change.accept(key);
        return answer.get(20, TimeUnit.SECONDS);
    }
}
