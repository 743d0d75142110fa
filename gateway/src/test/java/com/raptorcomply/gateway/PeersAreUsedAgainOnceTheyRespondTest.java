package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.keyservice.client.grant.Permissions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway requests traces from a peer again, after many requests to it had no response. */
@Timeout(60)
class PeersAreUsedAgainOnceTheyRespondTest {
    private static final int MORE_THAN_ARE_ASKED_AT_ONCE = 300;
    private static final Vertx VERTX = Vertx.vertx();
    private static volatile boolean silent = true;
    private static final HttpServer PEER = Await.result(VERTX.createHttpServer()
            .requestHandler(request -> {
                if (!silent) {
                    request.response().end("{}");
                }
            })
            .listen(0, "127.0.0.1"));

    @RegisterExtension
    static final GatewayUnderTest STAGE =
            new GatewayUnderTest().with("traces.peers", List.of("http://127.0.0.1:" + PEER.actualPort()));

    @AfterAll
    static void close() {
        Await.result(VERTX.close());
    }

    @Test
    void afterMoreThanMayWait() throws Exception {
        HttpRequest request = STAGE.request("/traces/elsewhere")
                .header(
                        "X-API-Key",
                        STAGE.keyService()
                                .key(grant -> TestGrants.with(
                                        grant, Permissions.of(List.of("traces:read")), grant.sequence())))
                .build();
        List<CompletableFuture<HttpResponse<String>>> unanswered = Stream.generate(() -> STAGE.begin(request))
                .limit(MORE_THAN_ARE_ASKED_AT_ONCE)
                .toList();
        assertThat(unanswered)
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(404));

        silent = false;

        assertThat(STAGE.send(request).statusCode()).isEqualTo(200);
    }
}
