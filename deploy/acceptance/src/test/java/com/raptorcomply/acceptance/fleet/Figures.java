package com.raptorcomply.acceptance.fleet;

import com.raptorcomply.acceptance.whole.Client;
import com.raptorcomply.chassis.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Measures a running fleet. Violated conditions go into {@link #faults}. */
final class Figures {
    private static final int WARM_UP = 100;
    private static final int MEASURED = 300;
    private static final int CUT_OFF_ROUNDS = 4;
    private static final int CUT_OFF_EACH = 25;
    private static final int COLD = 1_000;
    private static final int GOOD_PER_SECOND = 200;
    private static final int SECONDS = 8;
    private static final int WARM_ASKED = 5_000;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String VERIFICATIONS = "route=\"/internal/verifications\"";

    private final Fleet fleet;
    private final Admin admin;
    private final Stock stock;
    private final StringBuilder table = new StringBuilder();
    private final List<String> faults = new ArrayList<>();
    private int next;

    Figures(Fleet fleet, Admin admin, Stock stock) {
        this.fleet = fleet;
        this.admin = admin;
        this.stock = stock;
    }

    List<String> faults() {
        return faults;
    }

    /** Measures receipts without faults, with traffic at every gateway. */
    void healthyReceipts() {
        fleet.gateways().forEach(this::awaitGood);
        List<Load> loads = loads();
        List<Runnable> stops = loads.stream()
                .map(load -> load.steady(steadyKeys(), GOOD_PER_SECOND))
                .toList();
        revoke(WARM_UP, 1);
        say("receipt, 3 gateways, 600 requests/s", revoke(MEASURED, 1).toString());
        stops.forEach(Runnable::run);
        requireGood(loads);
    }

    /** Measures receipts while one gateway is disconnected: its connection is stalled, or it is paused. */
    void receiptsWithoutOneGateway() {
        Receipts receipts = new Receipts();
        for (int round = 0; round < CUT_OFF_ROUNDS; round++) {
            Member gateway = fleet.gateways().get(round % fleet.gateways().size());
            boolean paused = round % 2 == 0;
            if (paused) {
                gateway.pause();
            } else {
                fleet.links(gateway).forEach(Link::stall);
            }
            revoke(CUT_OFF_EACH, CUT_OFF_EACH, receipts);
            gateway.resume();
            fleet.links(gateway).forEach(Link::mend);
            gateway.awaitReady();
        }
        say("receipt, one gateway cut off; L + m is " + fleet.shape().waitMillis() + " ms", receipts.toString());
    }

    /** Measures an outage of the key service until all leases have ended, and its return under traffic. */
    void outage() {
        List<Load> loads = loads();
        List<Runnable> stops = loads.stream()
                .map(load -> load.steady(steadyKeys(), GOOD_PER_SECOND))
                .toList();
        fleet.replicas().forEach(Member::kill);
        fleet.gateways().forEach(gateway -> Await.until("no lease", SOON, () -> !isGood(gateway)));
        fleet.replicas().forEach(Member::start);
        fleet.replicas().forEach(Member::awaitReady);
        long backNanos = System.nanoTime();
        fleet.gateways().forEach(this::awaitGood);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - backNanos);
        stops.forEach(Runnable::run);
        loads.forEach(Load::close);
        long asked = Math.round(count());
        say("every key served by every gateway, after the key service is ready again", millis + " ms");
        say("verifications meanwhile, of 20 keys at 600 requests/s", Long.toString(asked));
    }

    void thousandColdRequests() {
        String key = stock.keys().get(stock.changes().get(next).keys().get(0));
        long asked = verifications(() -> {
            List<Load> loads = loads();
            List<CompletableFuture<Void>> bursts = loads.stream()
                    .map(load -> CompletableFuture.runAsync(() -> load.burst(Collections.nCopies(COLD, key))))
                    .toList();
            bursts.forEach(CompletableFuture::join);
            requireGood(loads);
        });
        say("verifications for 1,000 cold requests of one key at each of 3 gateways", Long.toString(asked));
        require(asked == fleet.gateways().size(), "cold requests asked " + asked + " times");
    }

    void flood() {
        Member gateway = fleet.gateways().get(0);
        double quiet = goodP99(gateway);
        long asked = verifications(() -> {
            long begun = System.nanoTime();
            try (Flood flood =
                    new Flood(gateway.port(), Integer.getInteger("fleet.flood", 50_000), Flood.Bad.INVENTED)) {
                double flooded = goodP99(gateway);
                long perSecond = flood.refused() * TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begun);
                say(
                        "good keys' p99, quiet and under invented keys",
                        "%.1f ms, %.1f ms with %d invented keys/s".formatted(quiet, flooded, perSecond));
            }
        });
        say("verifications of invented keys", Long.toString(asked));
        require(asked == 0, "invented keys asked " + asked + " times");
    }

    /**
     * Measures a cold start.
     *
     * @param warm recently used keys
     */
    void coldStart(List<String> warm) {
        Member gateway = fleet.gateways().get(0);
        gateway.kill();
        long asked = verifications(() -> {
            long begun = System.nanoTime();
            gateway.start();
            gateway.awaitReady();
            long readyMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            say("start with " + warm.size() + " keys in use, until ready", readyMillis + " ms");
            say("grants right after", "%.0f".formatted(gateway.meter("gateway_grants", "")));
            Load load = new Load(fleet.vertx(), gateway);
            List<String> keys = new ArrayList<>(warm);
            Collections.shuffle(keys);
            load.burst(keys.subList(0, Math.min(WARM_ASKED, keys.size())));
            requireGood(List.of(load));
        });
        say("verifications for " + WARM_ASKED + " of them afterwards", Long.toString(asked));
        require(asked == 0, "a start asked " + asked + " times");
    }

    @Override
    public String toString() {
        return table.toString();
    }

    private Receipts revoke(int count, int clients) {
        Receipts receipts = new Receipts();
        revoke(count, clients, receipts);
        return receipts;
    }

    private void revoke(int count, int clients, Receipts receipts) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = next++;
            running.add(CompletableFuture.runAsync(() -> revoke(number, receipts), threads));
        }
        running.forEach(CompletableFuture::join);
        threads.shutdown();
    }

    private void revoke(int number, Receipts receipts) {
        long asked = System.nanoTime();
        Revoking.Done done = new Revoking(admin, fleet.replicas(), new java.util.Random(number))
                .make(stock.changes().get(number));
        receipts.add(done, TimeUnit.NANOSECONDS.toMicros(done.effectiveNanos() - asked));
    }

    private void awaitGood(Member gateway) {
        Await.until(gateway + " serves", SOON, () -> isGood(gateway));
    }

    private boolean isGood(Member gateway) {
        return steadyKeys().stream()
                .allMatch(key -> new Client("http://127.0.0.1:" + gateway.port(), key)
                                .get(Outcome.VALIDATE)
                                .status()
                        == 200);
    }

    private double goodP99(Member gateway) {
        try (Load load = new Load(fleet.vertx(), gateway)) {
            Runnable stop = load.steady(steadyKeys(), GOOD_PER_SECOND);
            Await.until("answers", SOON, () -> load.answered() >= GOOD_PER_SECOND * SECONDS);
            stop.run();
            require(load.bad() == 0, "Not every good key was let through: " + load);
            return load.quantile(0.99);
        }
    }

    /** Returns the number of verifications while something runs. */
    private long verifications(Runnable meanwhile) {
        double before = count();
        meanwhile.run();
        return Math.round(count() - before);
    }

    private double count() {
        return fleet.replicas().stream()
                .mapToDouble(replica -> replica.meter("http_server_requests_seconds_count", VERIFICATIONS))
                .sum();
    }

    private List<Load> loads() {
        return fleet.gateways().stream()
                .map(gateway -> new Load(fleet.vertx(), gateway))
                .toList();
    }

    private List<String> steadyKeys() {
        return stock.steady().stream().map(stock.keys()::get).toList();
    }

    private void requireGood(List<Load> loads) {
        loads.forEach(load -> require(load.bad() == 0, "Not every good key was let through: " + load));
        loads.forEach(Load::close);
    }

    private void require(boolean so, String fault) {
        if (!so) {
            faults.add(fault);
        }
    }

    private void say(String what, String figure) {
        table.append("%-75s %s%n".formatted(what, figure));
        System.out.println(what + ": " + figure);
    }
}
