package com.raptorcomply.acceptance.fleet;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Injects faults, partly at the same time, in an order that the seed determines. Each fault ends by itself, and each
 * part of the fleet has at most one at a time.
 */
final class Faults implements AutoCloseable {
    private static final int AT_ONCE_MAX = 3;
    private static final int GAP_MILLIS_MAX = 700;
    private static final int DURATION_MILLIS_MIN = 200;
    private static final int DURATION_MILLIS_MAX = 3_000;
    private static final int DELAY_MILLIS_MAX = 150;
    private static final int END_SECONDS_MAX = 120;

    enum Kind {
        GATEWAY_CUT_OFF,
        GATEWAY_WAY_CUT,
        GATEWAY_STALLED,
        GATEWAY_DELAYED,
        GATEWAY_PAUSED,
        GATEWAY_KILLED,
        REPLICA_PAUSED,
        REPLICA_KILLED,
        REPLICA_STALLED_FROM_DATABASE,
        REPLICA_DELAYED_FROM_DATABASE,
        DATABASE_RESTARTED,
        UPSTREAM_CUT,
        UPSTREAM_STALLED,
        UPSTREAM_DELAYED,
        UPSTREAM_KILLED;

        /** Returns the faults that may affect access decisions. */
        static List<Kind> ofAccess() {
            return Stream.of(values())
                    .filter(kind -> !kind.name().startsWith("UPSTREAM"))
                    .toList();
        }

        /** Returns the faults that need no restart afterwards. */
        static List<Kind> brief() {
            return ofAccess().stream()
                    .filter(kind -> kind != GATEWAY_KILLED && kind != REPLICA_KILLED && kind != DATABASE_RESTARTED)
                    .toList();
        }
    }

    /**
     * One active fault.
     *
     * @param end undoes it
     */
    private record Fault(Kind kind, Object victim, Runnable end) {}

    private final Fleet fleet;
    private final List<Kind> kinds;
    private final Random random;
    private final ScheduledExecutorService ends = Executors.newScheduledThreadPool(AT_ONCE_MAX);
    private final Map<Object, Kind> victims = new HashMap<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final PrintStream out = System.out;
    private final long begunNanos = System.nanoTime();
    private final Thread thread = new Thread(this::run, "faults");
    private volatile boolean over;

    Faults(Fleet fleet, List<Kind> kinds, long seed) {
        this.fleet = fleet;
        this.kinds = List.copyOf(kinds);
        this.random = new Random(seed);
    }

    void start() {
        thread.start();
    }

    /** Injects one fault and ends it. Not while random faults are running. */
    String once(Kind kind, int millis) {
        Fault fault = begin(kind, victim(kind));
        count(kind);
        Waits.pause(millis);
        end(fault);
        return fault.victim() instanceof Member member ? kind + " " + member : kind.toString();
    }

    synchronized Map<Kind, Integer> counts() {
        return new EnumMap<>(counts);
    }

    /** Ends every fault and restarts killed processes. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
            ends.shutdown();
            if (!ends.awaitTermination(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new AssertionError("Faults that do not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!over) {
            Waits.pause(1 + random.nextInt(GAP_MILLIS_MAX));
            Kind kind = kinds.get(random.nextInt(kinds.size()));
            int millis = DURATION_MILLIS_MIN + random.nextInt(DURATION_MILLIS_MAX - DURATION_MILLIS_MIN);
            Object victim = victim(kind);
            if (!over && isBearable(kind) && take(victim, kind)) {
                out.printf("%6d ms %s: %s for %d ms%n", sinceBegun(), kind, victim, millis);
                Fault fault = begin(kind, victim);
                count(kind);
                ends.schedule(() -> end(fault), millis, TimeUnit.MILLISECONDS);
            }
        }
    }

    /**
     * Returns false for a fault on a replica while the other one restarts. Otherwise no change could be made most of
     * the time.
     */
    private synchronized boolean isBearable(Kind kind) {
        boolean onReplica = kind.name().startsWith("REPLICA");
        boolean failing = fleet.replicas().stream().anyMatch(victims::containsKey);
        return !(onReplica && victims.containsValue(Kind.REPLICA_KILLED)) && !(kind == Kind.REPLICA_KILLED && failing);
    }

    private Object victim(Kind kind) {
        return switch (kind) {
            case DATABASE_RESTARTED -> fleet.database();
            case UPSTREAM_KILLED -> fleet.resources();
            case REPLICA_PAUSED, REPLICA_KILLED, REPLICA_STALLED_FROM_DATABASE, REPLICA_DELAYED_FROM_DATABASE ->
                any(fleet.replicas());
            default -> any(fleet.gateways());
        };
    }

    private Fault begin(Kind kind, Object victim) {
        if (victim instanceof Member member) {
            return switch (kind) {
                case GATEWAY_PAUSED, REPLICA_PAUSED -> {
                    member.pause();
                    yield new Fault(kind, victim, member::resume);
                }
                case GATEWAY_KILLED, REPLICA_KILLED, UPSTREAM_KILLED -> {
                    member.kill();
                    yield new Fault(kind, victim, () -> {
                        member.start();
                        member.awaitReady();
                    });
                }
                case REPLICA_STALLED_FROM_DATABASE, REPLICA_DELAYED_FROM_DATABASE ->
                    onLinks(kind, victim, List.of(fleet.databaseLink(member)));
                case UPSTREAM_CUT, UPSTREAM_STALLED, UPSTREAM_DELAYED ->
                    onLinks(kind, victim, List.of(fleet.upstreamLink(member)));
                case GATEWAY_WAY_CUT -> onLinks(kind, victim, List.of(any(fleet.links(member))));
                default -> onLinks(kind, victim, fleet.links(member));
            };
        }
        fleet.database().close();
        return new Fault(kind, victim, fleet.database()::startAgain);
    }

    private Fault onLinks(Kind kind, Object victim, List<Link> links) {
        int delayMillis = 1 + random.nextInt(DELAY_MILLIS_MAX);
        for (Link link : links) {
            switch (kind) {
                case GATEWAY_CUT_OFF, GATEWAY_WAY_CUT, UPSTREAM_CUT -> link.cut();
                case GATEWAY_DELAYED, REPLICA_DELAYED_FROM_DATABASE, UPSTREAM_DELAYED -> link.delay(delayMillis);
                default -> link.stall();
            }
        }
        return new Fault(kind, victim, () -> links.forEach(Link::mend));
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private synchronized boolean take(Object victim, Kind kind) {
        return victims.size() < AT_ONCE_MAX && victims.putIfAbsent(victim, kind) == null;
    }

    private long sinceBegun() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
    }

    private synchronized void count(Kind kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    private void end(Fault fault) {
        try {
            fault.end().run();
            out.printf("%6d ms %s: %s is over%n", sinceBegun(), fault.kind(), fault.victim());
        } finally {
            synchronized (this) {
                victims.remove(fault.victim());
            }
        }
    }
}
