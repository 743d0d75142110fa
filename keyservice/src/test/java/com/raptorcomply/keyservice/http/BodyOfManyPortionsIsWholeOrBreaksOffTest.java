package com.raptorcomply.keyservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.http.InternalHttpOptions;
import com.raptorcomply.chassis.problem.Problems;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A body of very many portions is sent whole, or breaks off where a portion fails. */
class BodyOfManyPortionsIsWholeOrBreaksOffTest {
    /** As many as an export of fifty million receipts has. */
    private static final int PORTIONS = 100_000;

    private static final int BEGUN = 1;

    private final Vertx vertx = Vertx.vertx();
    /** Referenced here, because Vert.x closes a client that is garbage. */
    private final HttpClient client = vertx.createHttpClient();

    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void portionsThatAreReadFromADatabase() {
        Future<Buffer> body = body(() -> later(this::portion));

        assertThat(Await.result(body).length()).isEqualTo(BEGUN + PORTIONS);
    }

    @Test
    void portionsThatAreThereAtOnce() {
        Future<Buffer> body = body(() -> Future.succeededFuture(portion()));

        assertThat(Await.result(body).length()).isEqualTo(BEGUN + PORTIONS);
    }

    @Test
    void theLastPortionFails() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger log = (Logger) LoggerFactory.getLogger(Problems.class);
        lines.start();
        log.addAppender(lines);

        Future<Buffer> body = body(() -> later(() -> portion().orElseThrow()).map(Optional::of));

        assertThat(Await.failure(body)).isInstanceOf(HttpClosedException.class);
        log.detachAppender(lines);
        assertThat(lines.list).extracting(ILoggingEvent::getMessage).contains("Request failed unexpectedly");
    }

    private <T> Future<T> later(Supplier<T> work) {
        return Future.future(promise -> vertx.runOnContext(
                later -> Future.succeededFuture().map(due -> work.get()).onComplete(promise)));
    }

    private Optional<Buffer> portion() {
        return made.incrementAndGet() > PORTIONS ? Optional.empty() : Optional.of(Buffer.buffer("."));
    }

    private Future<Buffer> body(ApiResponse.Portions portions) {
        Router router = Router.router(vertx);
        router.get("/").handler(ctx -> ResponseSender.send(ctx, ApiResponse.streamed(Buffer.buffer("."), portions)));
        HttpServer server = Await.result(vertx.createHttpServer(InternalHttpOptions.options("127.0.0.1", 0))
                .requestHandler(router)
                .listen());
        return client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.send().compose(HttpClientResponse::body));
    }
}
