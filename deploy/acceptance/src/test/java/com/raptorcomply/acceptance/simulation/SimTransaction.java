package com.raptorcomply.acceptance.simulation;

import io.vertx.core.Promise;
import java.util.function.BooleanSupplier;

/**
 * Simulates a running transaction. Each step takes time, and is the last one if the replica or the database server
 * dies.
 */
final class SimTransaction<T> {
    private static final long STEP_NANOS_MAX = 30 * SimClock.NANOS_PER_MILLI;

    final Promise<T> answer = Promise.promise();
    private final SimWorld world;
    private final BooleanSupplier alive;
    private final long life;
    private boolean locked;
    private boolean exclusive;

    SimTransaction(SimWorld world, BooleanSupplier alive) {
        this.world = world;
        this.alive = alive;
        this.life = world.database.life();
    }

    void step(Runnable next) {
        world.events.after(world.pace(STEP_NANOS_MAX), () -> {
            if (alive.getAsBoolean() && life == world.database.life()) {
                next.run();
            } else {
                release();
                answer.tryFail("Connection lost");
            }
        });
    }

    void lock(boolean exclusively, Runnable next) {
        world.database.lock.acquire(exclusively, () -> {
            locked = true;
            exclusive = exclusively;
            step(next);
        });
    }

    /** Commits the writes, then returns the result. */
    void commit(T result) {
        release();
        step(() -> answer.tryComplete(result));
    }

    void release() {
        if (locked && life == world.database.life()) {
            world.database.lock.release(exclusive);
        }
        locked = false;
    }
}
