package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.raptorcomply.chassis.Await;
import com.raptorcomply.chassis.settings.Secret;
import com.raptorcomply.gateway.keyservice.HttpKeyVerifier;
import com.raptorcomply.gateway.keyservice.UsageCounter;
import com.raptorcomply.gateway.keyservice.UsageReporter;
import com.raptorcomply.keyservice.client.key.SecretId;
import com.raptorcomply.keyservice.client.usage.UsageJson;
import com.raptorcomply.keyservice.client.usage.UsageReport;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A usage report that the key service rejects, such as one of another version, does not block later ones. */
class ReportThatIsNotUnderstoodIsDroppedTest {
    private static final SecretId FIRST = SecretId.of("00000000001");
    private static final SecretId SECOND = SecretId.of("00000000002");
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<UsageReport> told = new LinkedBlockingQueue<>();
    private static final int UNPROCESSABLE = 422;

    @AfterEach
    void close() throws Exception {
        Await.result(vertx.close());
    }

    @Test
    void andTheNextOneIsTold() throws Exception {
        HttpServer server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    told.add(UsageJson.decode(new JsonObject(body)));
                    request.response().setStatusCode(UNPROCESSABLE).end();
                }))
                .listen(0, "127.0.0.1"));
        URI url = URI.create("http://127.0.0.1:" + server.actualPort());
        UsageReporter reporter = new UsageReporter(
                vertx, new HttpKeyVerifier(vertx.createHttpClient(), List.of(url), Secret.of("credential"), 5_000), 10);
        reporter.merge(Map.of(FIRST, use()));
        UsageReport first = next();
        reporter.merge(Map.of(SECOND, use()));
        UsageReport second = next();

        assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
        assertThat(second.uses()).singleElement().satisfies(use -> assertThat(use.secretId())
                .isEqualTo(SECOND.toString()));
        Await.until("two reports are dropped", () -> reporter.dropped() == 2);
        Await.result(reporter.close());
    }

    private static UsageCounter use() {
        UsageCounter use = new UsageCounter();
        use.count(200, System.currentTimeMillis(), null, null);
        return use;
    }

    private UsageReport next() throws InterruptedException {
        UsageReport report = told.poll(20, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("nothing was told");
        }
        return report;
    }
}
