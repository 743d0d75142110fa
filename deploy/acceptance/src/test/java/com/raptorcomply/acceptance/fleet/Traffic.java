package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.fleet.Change.Kind;
import com.raptorcomply.chassis.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests through all gateways at a constant rate, independent of responses. At a paused gateway they queue up
 * until it resumes. Most are for keys shortly before and shortly after their change.
 */
final class Traffic implements AutoCloseable {
    private static final int TICK_MILLIS = 10;
    private static final int CONNECTIONS_MAX = 1_500;
    private static final int AHEAD = 12;
    private static final int BEHIND = 40;
    private static final Duration LAST_ANSWER_WITHIN = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final Context context;
    private final List<Member> gateways;
    private final List<HttpClient> clients;
    private final Stock stock;
    private final Map<Integer, Integer> changeOfKey;
    private final History history;
    private final Random random;
    private final boolean reads;
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private volatile int next;
    private long timer;

    Traffic(Fleet fleet, Stock stock, History history, long seed) {
        this.vertx = fleet.vertx();
        this.context = vertx.getOrCreateContext();
        this.gateways = fleet.gateways();
        this.stock = stock;
        this.changeOfKey = stock.changeOfKey();
        this.history = history;
        this.random = new Random(seed);
        this.reads = fleet.shape().resources();
        this.clients = gateways.stream()
                .<HttpClient>map(gateway -> vertx.createHttpClient(
                        new HttpClientOptions()
                                .setDefaultPort(gateway.port())
                                .setDefaultHost("127.0.0.1")
                                .setConnectTimeout(20_000),
                        new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX).setMaxWaitQueueSize(CONNECTIONS_MAX)))
                .toList();
    }

    /**
     * Starts the traffic.
     *
     * @param perSecond rate through each gateway
     */
    void start(int perSecond) {
        int perTick = Math.max(1, perSecond * TICK_MILLIS / 1_000);
        context.runOnContext(run -> timer = vertx.setPeriodic(TICK_MILLIS, tick -> {
            for (int gateway = 0; gateway < gateways.size(); gateway++) {
                for (int i = 0; i < perTick; i++) {
                    send(gateway, pick());
                }
            }
        }));
    }

    /** Announces the next change, so that its key is in use by then. */
    void upTo(int change) {
        next = change;
    }

    /** Adds requests with these keys to each gateway, from now on. */
    void probe(List<Integer> keys) {
        context.runOnContext(run -> {
            for (int gateway = 0; gateway < gateways.size(); gateway++) {
                for (int key : keys) {
                    send(gateway, key);
                }
            }
        });
    }

    @Override
    public void close() {
        context.runOnContext(run -> vertx.cancelTimer(timer));
        long deadline = System.nanoTime() + LAST_ANSWER_WITHIN.toNanos();
        while (inFlight.get() > 0 && System.nanoTime() < deadline) {
            Waits.pause(TICK_MILLIS);
        }
        clients.forEach(client -> Await.result(client.close()));
    }

    @Override
    public String toString() {
        return sent + " requests, " + unanswered + " without an answer, " + skipped + " not sent since too many were";
    }

    private int pick() {
        int dice = random.nextInt(10);
        if (dice < 2 || stock.changes().isEmpty()) {
            return stock.steady().get(random.nextInt(stock.steady().size()));
        }
        int change = next + random.nextInt(BEHIND + AHEAD) - BEHIND;
        List<Integer> keys = stock.changes()
                .get(Math.max(0, Math.min(stock.changes().size() - 1, change)))
                .keys();
        return keys.get(random.nextInt(keys.size()));
    }

    private void send(int gateway, int key) {
        if (inFlight.get() >= (long) CONNECTIONS_MAX * gateways.size()) {
            skipped.incrementAndGet();
            return;
        }
        String path = reads && random.nextInt(4) == 0 ? Outcome.READ : Outcome.VALIDATE;
        inFlight.incrementAndGet();
        sent.incrementAndGet();
        long started = System.nanoTime();
        clients.get(gateway)
                .request(HttpMethod.GET, path)
                .compose(request ->
                        request.putHeader("X-API-Key", stock.keys().get(key)).send())
                .compose(response -> response.body()
                        .map(body -> answer(gateway, key, path, started, response.statusCode(), body.toString())))
                .onSuccess(history::answered)
                .onFailure(broken -> unanswered.incrementAndGet())
                .eventually(() -> {
                    inFlight.decrementAndGet();
                    return Future.succeededFuture();
                });
    }

    private History.Answer answer(int gateway, int key, String path, long started, int status, String body) {
        Integer change = changeOfKey.get(key);
        @Nullable Kind kind = change == null ? null : stock.kind(change);
        Outcome outcome = Outcome.of(kind, path, status, body);
        String said = outcome == Outcome.WRONG ? status + " " + path + " " + body : status + " " + path;
        return new History.Answer(
                key, gateways.get(gateway).toString(), started, System.nanoTime(), outcome, said.intern());
    }
}
