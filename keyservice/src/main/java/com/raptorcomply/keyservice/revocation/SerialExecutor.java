package com.raptorcomply.keyservice.revocation;

import java.util.concurrent.Executor;

/** Where the barrier's steps run one after another, and its clock. */
public interface SerialExecutor {

    /** The monotonic clock. */
    long nanos();

    /** Runs on this loop, later. Any thread. */
    void run(Runnable step);

    /** Runs on this loop after so many milliseconds, unless cancelled by what is returned. Only from this loop. */
    Runnable after(long millis, Runnable step);

    /** The loop of whoever calls, to answer on. */
    Executor caller();
}
