package com.raptorcomply.gateway.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.raptorcomply.chassis.Await;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document is kept for a minute, replaced when it is fetched again, and used for ten minutes without its upstream. */
class LastKnownDocumentOutlivesItsUpstreamTest {
    private static final String DOCUMENT = "{\"openapi\":\"3.1.0\",\"info\":{},\"paths\":{},\"components\":{}}";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile Buffer body = Buffer.buffer(DOCUMENT);
    private volatile int status = 200;
    private final HttpServer server = Await.result(vertx.createHttpServer()
            .requestHandler(request -> {
                fetches.incrementAndGet();
                request.response().setStatusCode(status).end(body);
            })
            .listen(0, "127.0.0.1"));
    private final UpstreamDocument document = new UpstreamDocument(
            "data",
            List.of(URI.create("http://127.0.0.1:" + server.actualPort())),
            "/openapi.json",
            vertx.createHttpClient(),
            nanos::get);

    @AfterEach
    void stop() {
        Await.result(vertx.close());
    }

    @Test
    void forAMinuteUnasked() {
        JsonObject first = current();
        pass(59);

        assertThat(current()).isSameAs(first);
        assertThat(fetches).hasValue(1);

        pass(2);
        assertThat(current()).isNotSameAs(first);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void forTenMinutesOfAnOutage() {
        JsonObject first = current();
        status = 500;
        pass(599);

        assertThat(current()).isSameAs(first);

        pass(2);
        assertThatThrownBy(this::current).hasMessageContaining("Status 500");
    }

    @Test
    void onceASecondOnlyWhileItFails() {
        status = 503;
        assertThatThrownBy(this::current).isNotNull();
        assertThatThrownBy(this::current).isNotNull();
        assertThat(fetches).hasValue(1);

        status = 200;
        pass(2);
        assertThat(current()).isEqualTo(new JsonObject(DOCUMENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "no JSON",
                "{\"openapi\":\"3.0.0\",\"info\":{},\"paths\":{},\"components\":{}}",
                "{\"openapi\":\"3.1.0\",\"info\":{},\"paths\":[],\"components\":{}}",
                "{\"openapi\":31}",
            })
    void butNotWhatIsNoDocument(String other) {
        body = Buffer.buffer(other);

        assertThatThrownBy(this::current).isNotNull();
    }

    @Test
    void norOneOfAnySize() {
        body = Buffer.buffer(new byte[9 << 20]);

        assertThatThrownBy(this::current).isNotNull();
    }

    private JsonObject current() {
        return Await.result(document.current());
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
