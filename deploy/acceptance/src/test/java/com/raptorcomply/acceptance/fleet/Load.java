package com.raptorcomply.acceptance.fleet;

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

/** Requests with good keys to one gateway, for a figure: how long each took, and how many were not 200. */
final class Load implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 1_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final List<Long> micros = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger bad = new AtomicInteger();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();

    Load(Vertx vertx, Member gateway) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(gateway.port()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(-1));
    }

    /** Sends so many at once and waits for their answers. */
    void burst(List<String> keys) {
        Waits.until(Future.join(keys.stream().map(this::send).toList()).otherwiseEmpty());
    }

    /** Sends at this rate until told to stop. */
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

    /** How often each status was answered, and what failed. */
    @Override
    public String toString() {
        return answers.toString();
    }

    /** In milliseconds. */
    double quantile(double part) {
        List<Long> sorted = new ArrayList<>(micros);
        Collections.sort(sorted);
        int place = (int) Math.ceil(part * sorted.size()) - 1;
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, place)) / 1_000.0;
    }

    @Override
    public void close() {
        Waits.until(client.close());
    }

    private Future<Void> send(String key) {
        long started = System.nanoTime();
        return client.request(HttpMethod.GET, Outcome.VALIDATE)
                .compose(request -> request.putHeader("X-API-Key", key).send())
                .compose(response -> response.body().map(response.statusCode()))
                .onSuccess(status -> micros.add((System.nanoTime() - started) / 1_000))
                .onComplete(answered -> {
                    bad.addAndGet(answered.succeeded() && answered.result() == 200 ? 0 : 1);
                    answers.merge(
                            String.valueOf(answered.succeeded() ? answered.result() : answered.cause()),
                            1,
                            Integer::sum);
                })
                .mapEmpty();
    }
}
