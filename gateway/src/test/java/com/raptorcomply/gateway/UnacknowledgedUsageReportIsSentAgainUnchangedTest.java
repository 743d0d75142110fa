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

class UnacknowledgedUsageReportIsSentAgainUnchangedTest {
    private static final SecretId FIRST = SecretId.of("00000000001");
    private static final SecretId SECOND = SecretId.of("00000000002");
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<UsageReport> told = new LinkedBlockingQueue<>();
    private volatile int status = 503;

    @AfterEach
    void close() throws Exception {
        Await.result(vertx.close());
    }

    @Test
    void andWhatIsCountedMeanwhileComesInTheNextOne() throws Exception {
        HttpServer server = Await.result(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    told.add(UsageJson.decode(new JsonObject(body)));
                    request.response().setStatusCode(status).end();
                }))
                .listen(0, "127.0.0.1"));
        URI url = URI.create("http://127.0.0.1:" + server.actualPort());
        UsageReporter reporter = new UsageReporter(
                vertx, new HttpKeyVerifier(vertx.createHttpClient(), List.of(url), Secret.of("credential"), 5_000), 10);
        reporter.merge(Map.of(FIRST, use()));
        UsageReport first = next();
        reporter.merge(Map.of(SECOND, use()));

        assertThat(next()).isEqualTo(first);
        status = 204;
        UsageReport second = next();
        while (second.equals(first)) {
            second = next();
        }
        assertThat(second.reporter()).isEqualTo(first.reporter());
        assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
        assertThat(second.uses()).singleElement().satisfies(use -> assertThat(use.secretId())
                .isEqualTo(SECOND.toString()));

        reporter.merge(Map.of(FIRST, use()));
        Await.result(reporter.close());
        assertThat(next().sequence()).isEqualTo(second.sequence() + 1);
        assertThat(told).isEmpty();
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
