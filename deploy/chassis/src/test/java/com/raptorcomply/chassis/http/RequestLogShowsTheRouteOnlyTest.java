package com.raptorcomply.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.raptorcomply.chassis.Await;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestLogShowsTheRouteOnlyTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger("request");

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void close() {
        log.detachAppender(lines);
        Await.result(vertx.close());
    }

    @Test
    void withCallerAndStatus() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(new RequestLog(meters));
        router.get("/things/:id").handler(ctx -> {
            RequestLog.identify(ctx, "organization-1", "key-1");
            ctx.end("found");
        });
        HttpServer server =
                Await.result(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));

        get(server, "/things/secret-path?token=secret-query");
        get(server, "/nothing/secret-path");

        Await.until("two log lines", () -> lines.list.size() == 2);
        Map<String, Object> found = pairs(lines.list.get(0));
        assertThat(found)
                .containsEntry("method", "GET")
                .containsEntry("route", "/things/:id")
                .containsEntry("status", 200)
                .containsEntry("organizationId", "organization-1")
                .containsEntry("keyId", "key-1")
                .containsEntry("requestId", "request-1")
                .containsEntry("responseBytes", 5L);
        assertThat(pairs(lines.list.get(1))).containsEntry("route", "unmatched").containsEntry("status", 404);
        assertThat(lines.list.toString()).doesNotContain("secret");
        assertThat(meters.find("http.server.requests")
                        .tag("route", "/things/:id")
                        .timers())
                .singleElement()
                .extracting(Timer::count)
                .isEqualTo(1L);
    }

    private static void get(HttpServer server, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
                .header("X-Request-Id", "request-1")
                .build();
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    }

    private static Map<String, Object> pairs(ILoggingEvent line) {
        return line.getKeyValuePairs().stream().collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }
}
