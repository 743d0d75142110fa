package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.chassis.Await;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sends requests with valid keys to one gateway, and measures latencies and unexpected responses. */
final class Load implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 1_000;

    /** The default requests, in rotation. */
    private static final List<Ask> VALIDATE = List.of(new Ask(HttpMethod.GET, Outcome.VALIDATE, "", 200));

    /**
     * A request.
     *
     * @param status the expected one
     */
    record Ask(HttpMethod method, String path, String body, int status) {}

    /**
     * A response.
     *
     * @param said the status, or the failure
     */
    record Answered(Ask ask, long startedNanos, long endedNanos, String said) {
        boolean isRight() {
            return said.equals(Integer.toString(ask.status()));
        }
    }

    private final Vertx vertx;
    private final HttpClient client;
    private final List<Ask> asks;
    private final Consumer<Answered> witness;
    private final AtomicInteger turn = new AtomicInteger();
    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger bad = new AtomicInteger();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    Load(Vertx vertx, Member gateway) {
        this(vertx, gateway, VALIDATE, answered -> {});
    }

    /**
     * Creates a load.
     *
     * @param witness receives each response, on any thread
     */
    Load(Vertx vertx, Member gateway, List<Ask> asks, Consumer<Answered> witness) {
        this.vertx = vertx;
        this.asks = List.copyOf(asks);
        this.witness = witness;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(gateway.port()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(-1));
    }

    /** Sends one request per key at once and waits for all responses. */
    void burst(List<String> keys) {
        Await.result(Future.join(keys.stream().map(this::send).toList()).otherwiseEmpty());
    }

    /**
     * Sends at a constant rate.
     *
     * @return stops it
     */
    Runnable steady(List<String> keys, int perSecond) {
        AtomicInteger next = new AtomicInteger();
        long timer = vertx.setPeriodic(
                Math.max(1, 1_000 / perSecond), tick -> send(keys.get(next.getAndIncrement() % keys.size())));
        return () -> vertx.cancelTimer(timer);
    }

    int answered() {
        return micros.size();
    }

    int bad() {
        return bad.get();
    }

    /** Returns the number of responses by status, and of failures. */
    @Override
    public String toString() {
        return answers.toString();
    }

    /** Returns a latency quantile in milliseconds. */
    double quantile(double part) {
        List<Long> sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        int place = (int) Math.ceil(part * sorted.size()) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, place)) / 1_000.0;
    }

    @Override
    public void close() {
        Await.result(client.close());
    }

    private Future<Void> send(String key) {
        Ask ask = asks.get(Math.floorMod(turn.getAndIncrement(), asks.size()));
        long started = System.nanoTime();
        return client.request(ask.method(), ask.path())
                .compose(request -> {
                    request.putHeader("X-API-Key", key);
                    return ask.body().isEmpty()
                            ? request.send()
                            : request.putHeader("Content-Type", "application/json")
                                    .send(ask.body());
                })
                .compose(response -> response.body().map(response.statusCode()))
                .onComplete(answered -> tell(ask, started, answered))
                .mapEmpty();
    }

    private void tell(Ask ask, long started, AsyncResult<Integer> result) {
        long ended = System.nanoTime();
        Answered answered = new Answered(
                ask, started, ended, String.valueOf(result.succeeded() ? result.result() : result.cause()));
        if (result.succeeded()) {
            micros.add((ended - started) / 1_000);
        }
        bad.addAndGet(answered.isRight() ? 0 : 1);
        answers.merge(answered.said(), 1, Integer::sum);
        witness.accept(answered);
    }
}
