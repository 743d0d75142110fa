package com.raptorcomply.acceptance.fleet;

import java.io.PrintStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes many changes with several clients, under traffic and faults, then checks all responses. */
final class Trial {
    private static final int CLIENTS = 6;
    private static final int PROGRESS_EVERY = 50;
    private static final long AFTERWARDS_MILLIS = 1_000;

    private final Fleet fleet;
    private final Admin admin;
    private final Stock stock;
    private final long seed;
    private final History history;
    private final Receipts receipts = new Receipts();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final PrintStream out = System.out;

    Trial(Fleet fleet, Admin admin, Stock stock, long seed) {
        this.fleet = fleet;
        this.admin = admin;
        this.stock = stock;
        this.seed = seed;
        this.history = new History(stock.changeOfKey());
    }

    /**
     * Runs the trial.
     *
     * @param kinds of faults
     * @param perSecond requests through each gateway
     * @param pauseMillis of each client between two changes
     */
    Summary run(List<Faults.Kind> kinds, int perSecond, long pauseMillis) {
        long begun = System.nanoTime();
        Traffic traffic = new Traffic(fleet, stock, history, seed);
        Faults faults = new Faults(fleet, kinds, seed);
        try (traffic) {
            traffic.start(perSecond);
            try (faults) {
                faults.start();
                changeAll(traffic, pauseMillis);
            }
            fleet.members().forEach(Member::awaitReady);
            Waits.pause(AFTERWARDS_MILLIS);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        return new Summary(
                seed, seconds, traffic.toString(), history.counts(), faults.counts(), receipts, history.violations());
    }

    private void changeAll(Traffic traffic, long pauseMillis) {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<CompletableFuture<Void>> running = java.util.stream.IntStream.range(0, CLIENTS)
                    .mapToObj(client -> CompletableFuture.runAsync(() -> client(client, traffic, pauseMillis), clients))
                    .toList();
            running.forEach(CompletableFuture::join);
        } finally {
            clients.shutdownNow();
        }
    }

    private void client(int client, Traffic traffic, long pauseMillis) {
        Random random = new Random(seed * CLIENTS + client);
        for (int number = next.getAndIncrement(); number < stock.changes().size(); number = next.getAndIncrement()) {
            Change change = stock.changes().get(number);
            traffic.upTo(number);
            traffic.probe(change.keys());
            Waits.pause(1 + (long) (pauseMillis * 2 * random.nextDouble()));
            history.asked(number, System.nanoTime());
            long asked = System.nanoTime();
            Revoking.Done made = new Revoking(admin, fleet.replicas(), random).make(change);
            history.effective(number, made.effectiveNanos());
            traffic.probe(change.keys());
            if (System.getProperty("fleet.verbose") != null) {
                out.println(
                        number + " " + change.kind() + " " + made + " " + (made.effectiveNanos() - asked) / 1_000_000);
            }
            receipts.add(made, TimeUnit.NANOSECONDS.toMicros(made.effectiveNanos() - asked));
            if (done.incrementAndGet() % PROGRESS_EVERY == 0) {
                out.println(done + " changes, " + traffic + ", " + history.counts());
            }
        }
    }
}
