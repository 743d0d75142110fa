package com.raptorcomply.keyservice.revocation;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;

/** Runs the barrier's steps on one of Vert.x's event loops. */
final class EventLoopExecutor implements SerialExecutor {
    private final Vertx vertx;
    private final Context context;

    EventLoopExecutor(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void run(Runnable step) {
        context.runOnContext(run -> step.run());
    }

    @Override
    public Runnable after(long millis, Runnable step) {
        long timer = vertx.setTimer(Math.max(1, millis), fired -> step.run());
        return () -> vertx.cancelTimer(timer);
    }

    @Override
    public Executor caller() {
        Context caller = vertx.getOrCreateContext();
        return step -> caller.runOnContext(run -> step.run());
    }
}
