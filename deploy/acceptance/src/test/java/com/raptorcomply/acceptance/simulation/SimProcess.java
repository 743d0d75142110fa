package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.gateway.auth.DualClock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Simulates a gateway's process on its machine, which can be paused, sleep and be killed. Steps run one at a time. At
 * each clock reading and each eviction, another thread may run for a while.
 */
abstract class SimProcess implements DualClock {
    private static final double CLOCK_PREEMPTED = 0.08;
    private static final double EVICTION_PREEMPTED = 0.3;

    final SimWorld world;
    final SimClock clock;
    private final boolean sleeps;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean dead;
    private boolean stepping;
    private boolean applying;
    private long pausedUntilNanos;

    SimProcess(SimWorld world, SimClock clock) {
        this.world = world;
        this.clock = clock;
        this.sleeps = world.events.chance(0.5);
    }

    void kill() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    void pause(long nanos) {
        pausedUntilNanos = world.events.nowNanos() + nanos;
    }

    /** Lets the machine sleep: nothing runs, and only the wall clock continues. */
    void sleep(long nanos) {
        if (!sleeps) {
            return;
        }
        pause(nanos);
        world.events.after(nanos, () -> clock.slept(nanos));
    }

    /**
     * Sets the wall clock. Sets it back only on a machine that never sleeps, because both together could not be
     * detected.
     */
    void jumpWall(long nanos) {
        clock.jumpWall(sleeps ? Math.abs(nanos) : nanos);
    }

    /** Runs the step when the process runs, unless it has been killed. */
    void awake(Runnable step) {
        if (dead) {
            return;
        }
        long waitNanos = pausedUntilNanos - world.events.nowNanos();
        if (waitNanos > 0) {
            world.events.after(waitNanos + 1, () -> awake(step));
        } else {
            step.run();
        }
    }

    /** Runs a step under the fence's lock, after waiting for it. */
    void land(Runnable step) {
        awake(() -> {
            if (applying) {
                waiting.add(() -> land(step));
            } else {
                applying = true;
                step.run();
                applying = false;
                next();
            }
        });
    }

    /** Runs a step on the session's event loop, after the previous one has ended. */
    void onLoop(Runnable step) {
        awake(() -> {
            if (stepping || applying) {
                waiting.add(() -> onLoop(step));
            } else {
                stepping = true;
                step.run();
                stepping = false;
                next();
            }
        });
    }

    private void next() {
        if (!waiting.isEmpty() && !stepping && !applying) {
            world.events.after(0, () -> {
                Runnable first = waiting.poll();
                if (first != null) {
                    first.run();
                    next();
                }
            });
        }
    }

    /** Evicts under the fence's lock, which a preemption may prolong. */
    void evicting(Runnable eviction) {
        boolean before = applying;
        applying = true;
        preempted(EVICTION_PREEMPTED);
        eviction.run();
        applying = before;
        next();
    }

    @Override
    public long monotonicNanos() {
        preempt();
        return clock.monotonicNanos();
    }

    @Override
    public long wallMillis() {
        preempt();
        return clock.wallMillis();
    }

    /**
     * Preempts the thread, unless it holds the fence's lock for a fill, because no other event of the gateway could end
     * that.
     */
    private void preempt() {
        if (!applying) {
            preempted(CLOCK_PREEMPTED);
        }
    }

    private void preempted(double probability) {
        world.events.maybePreempt(probability, world.longestPreemptionNanos);
        while (!dead && pausedUntilNanos >= world.events.nowNanos()) {
            world.events.runUntil(pausedUntilNanos + 1);
        }
    }
}
