package com.raptorcomply.acceptance.key;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Sends requests to {@code /validate} at a steady rate, with each key in turn; fewer on a slow machine. */
final class Load {
    private static final int TICK_MILLIS = 10;
    private static final int CONNECTIONS = 64;
    private static final int IN_FLIGHT_MAX = 256;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final String gateway;
    private final List<String> keys;
    private final int requestsPerSecond;
    private long asked;
    private int turn;
    private int inFlight;
    private long answered;
    private long failed;

    private Load(String gateway, List<String> keys, int requestsPerSecond) {
        this.gateway = gateway;
        this.keys = keys;
        this.requestsPerSecond = requestsPerSecond;
    }

    /**
     * The result.
     *
     * @param perSecond responses per second
     * @param failed responses other than 200
     */
    record Figures(double perSecond, long failed) {}

    static Figures run(String gateway, List<String> keys, int requestsPerSecond, Duration period) {
        Load load = new Load(gateway, keys, requestsPerSecond);
        try {
            long begunNanos = System.nanoTime();
            load.vertx.runOnContext(
                    start -> load.vertx.setPeriodic(TICK_MILLIS, timer -> load.tick(timer, begunNanos, period)));
            load.ended.join();
            return new Figures(load.answered / (double) period.toSeconds(), load.failed);
        } finally {
            load.vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Sends the requests that are due. Runs on one event loop. */
    private void tick(long timer, long begunNanos, Duration period) {
        long elapsedNanos = System.nanoTime() - begunNanos;
        if (elapsedNanos >= period.toNanos()) {
            vertx.cancelTimer(timer);
            ended.complete(null);
            return;
        }
        long due = elapsedNanos / NANOS_PER_MILLI * requestsPerSecond / 1_000;
        for (; asked < due && inFlight < IN_FLIGHT_MAX; asked++) {
            ask(keys.get(turn++ % keys.size()));
        }
        // Does not make up for requests that a slow machine missed.
        asked = Math.max(asked, due);
    }

    private void ask(String key) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(gateway + "/validate")
                .putHeader("X-API-Key", key);
        inFlight++;
        Future<Integer> status = client.request(options)
                .compose(request -> request.send())
                .compose(response -> response.body().map(body -> response.statusCode()));
        status.onComplete(done -> {
            inFlight--;
            answered++;
            if (done.failed() || done.result() != 200) {
                failed++;
            }
        });
    }
}
