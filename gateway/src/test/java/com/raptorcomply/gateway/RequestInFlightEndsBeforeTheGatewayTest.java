package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequestInFlightEndsBeforeTheGatewayTest {
    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest();

    @Test
    void whenItIsClosed() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = STAGE.begin(STAGE.request("/facilities/held")
                .header("X-API-Key", STAGE.keyService().key())
                .build());
        STAGE.upstream().awaitHeld();

        Future<Void> closed = STAGE.gateway().close();
        assertThat(closed.isComplete()).isFalse();
        STAGE.upstream().answerHeld();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).isEqualTo("held");
        Await.result(closed);
    }
}
