package com.raptorcomply.keyservice.revocation;

import java.util.concurrent.Executor;

/** Runs the barrier's steps one after another and provides its clock. */
public interface SerialExecutor {

    /** Returns the monotonic clock, in nanoseconds. */
    long nanos();

    /** Runs the step on this loop, later. Safe on any thread. */
    void run(Runnable step);

    /**
     * Runs the step on this loop after {@code millis}, unless the returned handle cancels it. Called from this loop
     * only.
     */
    Runnable after(long millis, Runnable step);

    /** Returns an executor of the calling loop, for the caller's results. */
    Executor caller();
}
