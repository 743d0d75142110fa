package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.keyservice.client.grant.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Simulates one database, one to three replicas, one to five gateways, and traffic. */
final class SimWorld {
    private static final long MILLI = SimClock.NANOS_PER_MILLI;
    /**
     * The drift of a clock. Two clocks that drift by it in opposite directions diverge by just less than the margin of
     * the longest row.
     */
    private static final double DRIFT_MAX = 0.0136;

    private static final double NOTICE_ARRIVES = 0.9;
    private static final double SLOW = 0.08;
    private static final double VERY_SLOW = 0.4;
    private static final int BURST_MAX = 4;

    /** Selects the faults around the protocol. */
    enum Weather {
        /** No faults and no delays. */
        FAIR,
        /** One gateway is disconnected at times; everything else works. */
        CUT_CABLE,
        /**
         * Gateways are disconnected for about as long as their rows last. When they return, subjects change, renewals wait
         * for locked rows, and pushes are late. Everything else works.
         */
        LATE_RETURN,
        /** All faults. */
        STORM
    }

    final Events events;
    final SimDatabase database = new SimDatabase();
    final SimKeys keys;
    final Oracle oracle = new Oracle();
    final Fault fault;
    final Weather weather;
    final long longestPreemptionNanos;
    final List<SimReplica> replicas = new ArrayList<>();
    final List<SimGateway> gateways = new ArrayList<>();
    private final Set<String> blocked = new HashSet<>();
    long sessions;
    private int gatewaysMade;
    private long slowUntilNanos;
    private long rowsLockedUntilNanos;

    SimWorld(long seed, Fault fault, Weather weather) {
        this.events = new Events(seed);
        this.keys = new SimKeys(events.random);
        this.fault = fault;
        this.weather = weather;
        this.longestPreemptionNanos = (weather == Weather.FAIR ? 5 : 1_500) * MILLI;
        int replicasMax = 1 + events.random.nextInt(3);
        for (int i = 0; i < replicasMax; i++) {
            replicas.add(new SimReplica(this, clock()));
        }
        int gatewaysMax = 1 + events.random.nextInt(5);
        for (int i = 0; i < gatewaysMax; i++) {
            addGateway("gateway-" + gatewaysMade++);
        }
    }

    void addGateway(String name) {
        gateways.add(new SimGateway(this, name, clock(), events.random.nextInt(3) * 400L));
    }

    void replaceReplica(int index) {
        replicas.set(index, new SimReplica(this, clock()));
    }

    private SimClock clock() {
        return new SimClock(events, 1 + (events.random.nextInt(3) - 1) * DRIFT_MAX);
    }

    /** Returns a random duration up to the longest, rarely ten times that. */
    long pace(long longestNanos) {
        if (weather != Weather.STORM) {
            return events.within(longestNanos / 10);
        }
        boolean slow = events.chance(events.nowNanos() < slowUntilNanos ? VERY_SLOW : SLOW);
        return slow ? events.evenly(10 * longestNanos) : events.within(longestNanos);
    }

    /** Returns a random duration like {@link #pace}, uniform up to the longest. */
    long slow(long longestNanos) {
        return weather == Weather.FAIR ? pace(longestNanos) : events.evenly(longestNanos);
    }

    void traffic(long endNanos) {
        later(30 * MILLI, endNanos, () -> {
            request(gateways.get(events.random.nextInt(gateways.size())));
        });
        later(800 * MILLI, endNanos, () -> {
            for (int i = events.random.nextInt(BURST_MAX); i >= 0; i--) {
                revoke();
            }
        });
    }

    void request(SimGateway gateway) {
        gateway.request(keys.keys.get(events.random.nextInt(SimKeys.KEYS)));
    }

    /** Lets each renewal wait for its row for a random while, after its statement has begun. */
    void lockRowsFor(long nanos) {
        rowsLockedUntilNanos = events.nowNanos() + nanos;
    }

    /** Returns the random time that a renewal waits for its row. */
    long waitForRow() {
        return events.evenly(Math.max(0, rowsLockedUntilNanos - events.nowNanos()));
    }

    boolean isCutOff(SimGateway gateway) {
        return blocked.contains(gateway.name());
    }

    void slowFor(long nanos) {
        slowUntilNanos = events.nowNanos() + nanos;
    }

    void revoke() {
        SimReplica replica = replicas.get(events.random.nextInt(replicas.size()));
        Subject subject = keys.subjects.get(events.random.nextInt(keys.subjects.size()));
        replica.awake(() -> replica.revoke(subject));
    }

    /**
     * Repeats a step at random intervals of up to {@code longestNanos} until the end, also while another step is
     * preempted.
     */
    void later(long longestNanos, long endNanos, Runnable step) {
        long delay = events.evenly(longestNanos);
        if (events.nowNanos() + delay < endNanos) {
            events.after(delay, () -> {
                later(longestNanos, endNanos, step);
                step.run();
            });
        }
    }

    void notifyReplicas(Consumer<SimReplica> notice) {
        for (SimReplica replica : replicas) {
            if (weather == Weather.FAIR || events.chance(NOTICE_ARRIVES)) {
                events.after(pace(20 * MILLI), () -> notice.accept(replica));
            }
        }
    }

    @Nullable
    SimReplica replicaFor(SimGateway gateway) {
        SimReplica replica = replicas.get(events.random.nextInt(replicas.size()));
        return replica.isDead() || blocked.contains(gateway.name()) ? null : replica;
    }

    /** Disconnects a gateway from the key service for a while. */
    void cutOff(SimGateway gateway, long nanos) {
        blocked.add(gateway.name());
        gateway.cutLink();
        events.after(nanos, () -> blocked.remove(gateway.name()));
    }
}
