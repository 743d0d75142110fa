package com.raptorcomply.chassis.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rest of a form is not kept after its refusal, however long it is. */
@Timeout(60)
class RefusedFormIsReadAwayTest {
    private static final int REST_BYTES = 16 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void inItsFirstPart() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = of(vertx.createHttpServer()
                    .requestHandler(RefusedFormIsReadAwayTest::refuse)
                    .listen(0, "127.0.0.1"));
            String form = "--x\r\nContent-Disposition: form-data; name=other\r\n\r\n" + "a".repeat(REST_BYTES);

            HttpResponse<String> allocated = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                                    .header("Content-Type", "multipart/form-data; boundary=x")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(Long.parseLong(allocated.body())).isLessThan(4L * REST_BYTES);
        } finally {
            of(vertx.close());
        }
    }

    /** Responds, at the end of the body, with the bytes that the event loop has allocated since the refusal. */
    private static void refuse(HttpServerRequest request) {
        request.pause();
        new MultipartReader(request, ErrorCode.MALFORMED_REQUEST)
                .read(header -> {
                    throw new IllegalArgumentException("refused");
                })
                .onFailure(refused -> {
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    request.endHandler(end ->
                            request.response().end(Long.toString(THREADS.getCurrentThreadAllocatedBytes() - before)));
                });
    }

    private static <T> T of(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
