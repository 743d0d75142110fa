package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Settings;
import com.raptorcomply.gateway.config.GatewayConfig;
import com.raptorcomply.gateway.config.GatewayConfigReader;
import com.raptorcomply.gateway.http.RequestHead;
import com.raptorcomply.gateway.observe.AccessLog;
import com.raptorcomply.gateway.observe.GatewayMetrics;
import com.raptorcomply.gateway.observe.RequestObserver;
import com.raptorcomply.gateway.observe.UsageAccumulator;
import com.raptorcomply.gateway.request.AdmissionControl;
import com.raptorcomply.gateway.request.RequestContext;
import com.raptorcomply.gateway.upstream.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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

/** A request whose step throws is counted once and gives its place back. */
@Timeout(30)
class StepThatThrowsEndsItsCallOnceTest {
    private static final Buffer BODY = Buffer.buffer("{}");

    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile Consumer<RequestContext> step = context -> {};
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
                                InMemoryKeyService.CREDENTIAL,
                                "upstreams.keyservice.urls",
                                List.of("http://127.0.0.1:1"),
                                "upstreams.resources.urls",
                                List.of("http://127.0.0.1:1"))))
                .orThrow();
        GatewayMetrics meters = new GatewayMetrics(registry, List.of());
        GatewayComponents components = GatewayComponents.create(vertx, settings, meters, null, null);
        AdmissionControl.Part admission = components.admission().part();
        RequestObserver observer = new RequestObserver(
                meters,
                new AccessLog(settings.accessLog()),
                new UsageAccumulator(10, components.admission().clients()),
                admission,
                components.traces(),
                null);
        server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> {
                    RequestContext context = new RequestContext(request, RequestHead.read(request), observer);
                    if (admission.enter()) {
                        context.enter();
                    }
                    try {
                        context.attempt(() -> step.accept(context));
                        ended.complete(!context.leave());
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
        step = context -> {
            context.answer(BODY);
            throw new IllegalStateException("after the answer");
        };

        assertThat(answer().status()).isEqualTo(200);
        assertEndedOnce();
    }

    @Test
    void inTheMiddleOfAnAnswerWhichIsThenCut() throws Exception {
        step = context -> {
            context.response().setChunked(true).write("half of an answer");
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
        step = context -> {
            context.attempt(() -> {
                throw new IllegalStateException("while the exchange is under way");
            });
            context.onFailure(Failure.RESPONSE_TIMEOUT, null, false);
            context.onResponseEnd(200, 0);
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
        assertThat(registry.find("gateway.requests").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(1);
        assertThat(registry.get("gateway.requests.active").gauge().value()).isZero();
    }
}
