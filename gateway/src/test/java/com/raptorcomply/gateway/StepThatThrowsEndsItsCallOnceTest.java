package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfigReader;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.edge.RequestHead;
import com.raptorcomply.gateway.upstream.Failure;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a step has done before it throws, its call is counted once and gives its place back. */
@Timeout(30)
class StepThatThrowsEndsItsCallOnceTest {
    private static final Buffer BODY = Buffer.buffer("{}");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile Consumer<Call> step = call -> {};
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        GatewayConfig settings = GatewayConfigReader.examine(Settings.load(
                "GATEWAY",
                null,
                Map.of(),
                Map.of(
                        "keyservice.urls",
                        List.of("http://127.0.0.1:1"),
                        "keyservice.credential",
                        KeyServiceStand.CREDENTIAL,
                        "upstreams.keyservice.urls",
                        List.of("http://127.0.0.1:1"),
                        "upstreams.resources.urls",
                        List.of("http://127.0.0.1:1")))).orThrow();
        GatewayMeters meters = new GatewayMeters(registry, List.of());
        Kernel kernel = Kernel.create(vertx, settings, meters);
        Gate.Part gate = kernel.gate().part();
        Records records = new Records(
                meters,
                new AccessLog(settings.accessLog()),
                new Uses(10, kernel.gate().clients()),
                gate,
                kernel.traces(),
                null);
        server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    Call call = new Call(request, RequestHead.of(request), records);
                    if (gate.enter()) {
                        call.enter();
                    }
                    try {
                        call.attempt(() -> step.accept(call));
                        ended.complete(!call.leave());
                    } catch (RuntimeException escaped) {
                        ended.completeExceptionally(escaped);
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        Await.result(vertx.close());
    }

    @Test
    void afterItHasAnswered() throws Exception {
        step = call -> {
            call.answer(BODY);
            throw new IllegalStateException("after the answer");
        };

        assertThat(answer().status()).isEqualTo(200);
        assertEndedOnce();
    }

    @Test
    void inTheMiddleOfAnAnswerWhichIsThenCut() throws Exception {
        step = call -> {
            call.response().setChunked(true).write("half of an answer");
            throw new IllegalStateException("in the middle");
        };

        try (Client client = new Client(server.actualPort())) {
            client.write(Client.get("/", "none"));
            client.awaitClosed();
        }
        assertEndedOnce();
    }

    @Test
    void beforeItsExchangeFails() throws Exception {
        step = call -> {
            call.attempt(() -> {
                throw new IllegalStateException("while the exchange is under way");
            });
            call.failed(Failure.RESPONSE_TIMEOUT, null, false);
            call.answered(200, 0);
        };

        assertThat(answer().status()).isEqualTo(500);
        assertEndedOnce();
    }

    private Client.Answer answer() throws IOException {
        try (Client client = new Client(server.actualPort())) {
            return client.write(Client.get("/", "none")).read();
        }
    }

    private void assertEndedOnce() throws Exception {
        assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(registry.find("gateway.requests").timers().stream()
                        .mapToLong(Timer::count)
                        .sum())
                .isEqualTo(1);
        assertThat(registry.get("gateway.requests.under.way").gauge().value()).isZero();
    }
}
