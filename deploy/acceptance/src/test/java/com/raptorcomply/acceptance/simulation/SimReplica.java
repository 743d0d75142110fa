package com.raptorcomply.acceptance.simulation;

import com.raptorcomply.acceptance.simulation.SimDatabase.Snapshot;
import com.raptorcomply.keyservice.client.grant.Change;
import com.raptorcomply.keyservice.client.grant.Subject;
import com.raptorcomply.keyservice.revocation.RevocationSettings;
import com.raptorcomply.keyservice.revocation.Revocations;
import com.raptorcomply.keyservice.revocation.SerialExecutor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Simulates one life of a key service replica: real {@link Revocations}, a real stream for each gateway, and the feed.
 */
final class SimReplica {
    static final RevocationSettings SETTINGS = new RevocationSettings(1_000, 800, 100, 1_000, Duration.ofDays(1));
    private static final long LOOK_NANOS = 1_000 * SimClock.NANOS_PER_MILLI;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final SimStatements statements;
    private final SimWorld world;
    private final SimClock clock;
    private final Revocations revocations;
    private final List<SimLink> links = new ArrayList<>();
    private boolean dead;
    private long pausedUntilNanos;
    private long feedStalledUntilNanos;
    private long position;
    private String epoch;

    SimReplica(SimWorld world, SimClock clock) {
        this.world = world;
        this.clock = clock;
        this.statements = new SimStatements(world, () -> !dead);
        this.epoch = world.database.epoch;
        this.position = world.database.head();
        this.revocations = new Revocations(new SimLoop(), statements, statements, new SimpleMeterRegistry());
        revocations.start();
        lookAgain();
    }

    boolean isDead() {
        return dead;
    }

    void crash() {
        dead = true;
        links.forEach(SimLink::cut);
    }

    void pause(long nanos) {
        pausedUntilNanos = world.events.nowNanos() + nanos;
    }

    /** Runs the step when the process runs, unless it has been killed. */
    void awake(Runnable step) {
        if (dead) {
            return;
        }
        long waitNanos = pausedUntilNanos - world.events.nowNanos();
        if (waitNanos > 0) {
            world.events.after(waitNanos, () -> awake(step));
        } else {
            step.run();
        }
    }

    void accept(SimLink link) {
        links.removeIf(SimLink::isCut);
        links.add(link);
    }

    void revoke(Subject subject) {
        statements.change(subject).onSuccess(receipt -> awake(() -> revocations.effective(receipt, PATIENCE)));
    }

    void wake() {
        awake(revocations::wake);
    }

    /** Stalls the feed's connection for a while. */
    void stallFeed(long nanos) {
        feedStalledUntilNanos = world.events.nowNanos() + nanos;
    }

    /** Runs the feed: reads new changes and pushes them. */
    void look() {
        awake(() -> {
            if (world.events.nowNanos() < feedStalledUntilNanos) {
                return;
            }
            Snapshot seen = world.database.snapshot();
            statements.memory = seen;
            if (!seen.epoch().equals(epoch)) {
                epoch = seen.epoch();
                position = seen.head();
                return;
            }
            List<Change> changes = seen.after(position);
            position = Math.max(position, seen.head());
            if (!changes.isEmpty()) {
                links.forEach(link -> link.stream().push(epoch, changes));
            }
        });
    }

    private void lookAgain() {
        if (!dead) {
            look();
            statements.sweep();
            world.events.after(LOOK_NANOS, this::lookAgain);
        }
    }

    /** The replica's event loop and clock. */
    private final class SimLoop implements SerialExecutor {
        @Override
        public long nanos() {
            return clock.monotonicNanos();
        }

        @Override
        public void run(Runnable step) {
            world.events.after(0, () -> awake(step));
        }

        @Override
        public Runnable after(long millis, Runnable step) {
            return world.events.after(clock.realNanos(Math.max(1, millis)), () -> awake(step));
        }

        @Override
        public Executor caller() {
            return Runnable::run;
        }
    }
}
