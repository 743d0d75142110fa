package com.raptorcomply.acceptance.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.raptorcomply.acceptance.simulation.SimWorld.Weather;
import com.raptorcomply.keyservice.client.protocol.LeaseTerms;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs one schedule from its seed to its result. */
public final class Simulation {
    private static final long MILLI = SimClock.NANOS_PER_MILLI;
    private static final long BUSY_NANOS = 12_000 * MILLI;
    private static final long CALM_NANOS = 10_000 * MILLI;

    /** The time for reading and writing, in addition to the wait itself. */
    private static final long OVERHEAD_NANOS = 800 * MILLI;

    /** L + g + m of the longest row. */
    private static final long WAIT_NANOS_MAX = LeaseTerms.of(1_000, 800).waitMillis() * MILLI;

    private Simulation() {}

    /**
     * Runs a schedule.
     *
     * @return null if the protocol held; otherwise the violation, with the seed that reproduces it
     */
    public static @Nullable String run(long seed) {
        return run(seed, Fault.NONE.name());
    }

    /**
     * Runs a schedule with a fault.
     *
     * @param fault by name, so that classes of another class loader can be called
     */
    public static @Nullable String run(long seed, String fault) {
        silence();
        Weather weather = weather(seed);
        SimWorld world = new SimWorld(seed, Fault.valueOf(fault), weather);
        world.traffic(BUSY_NANOS);
        new Storm(world).until(BUSY_NANOS);
        world.events.runUntil(BUSY_NANOS + CALM_NANOS);
        String violation = verdict(world);
        return violation == null ? null : "seed " + seed + ", " + weather + ": " + violation;
    }

    /** Returns mostly {@code STORM}. */
    private static Weather weather(long seed) {
        return switch (Math.floorMod(seed, 8)) {
            case 0 -> Weather.FAIR;
            case 1 -> Weather.CUT_CABLE;
            case 2 -> Weather.LATE_RETURN;
            default -> Weather.STORM;
        };
    }

    private static @Nullable String verdict(SimWorld world) {
        if (world.oracle.violation() != null) {
            return world.oracle.violation();
        }
        if (world.oracle.effectiveCount() < world.database.receipts.size()) {
            return (world.database.receipts.size() - world.oracle.effectiveCount())
                    + " receipts never became effective";
        }
        if (world.weather == Weather.FAIR && world.oracle.authorizedCount() == 0) {
            return "nothing was ever authorized";
        }
        if (world.weather == Weather.FAIR && world.oracle.refusedCount() > 0) {
            return world.oracle.refusedCount() + " good keys were refused though all was well";
        }
        boolean replicasLive = world.weather != Weather.STORM;
        if (replicasLive && world.oracle.longestWaitNanos() > WAIT_NANOS_MAX + OVERHEAD_NANOS) {
            return "a receipt took " + world.oracle.longestWaitNanos() / MILLI + " ms";
        }
        return null;
    }

    private static void silence() {
        ((Logger) LoggerFactory.getLogger("com.raptorcomply")).setLevel(Level.OFF);
    }
}
