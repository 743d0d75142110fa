package com.raptorcomply.chassis.service;

import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares a read between its callers. Each gets one that began after its call, so it sees all that was written before. One
 * read runs at a time, and all who call meanwhile share the next one. Any thread.
 */
public final class CoalescedRead {
    private final Supplier<Future<Void>> begin;
    private @Nullable Future<Void> running;
    private @Nullable Future<Void> next;

    /** @param begin begins a read */
    public CoalescedRead(Supplier<Future<Void>> begin) {
        this.begin = begin;
    }

    /** Completes or fails with a read that begins now or later. */
    public synchronized Future<Void> read() {
        Future<Void> before = running;
        if (before == null) {
            return start();
        }
        Future<Void> queued = next;
        if (queued == null) {
            queued = before.transform(done -> startNext());
            next = queued;
        }
        return queued;
    }

    private synchronized Future<Void> startNext() {
        next = null;
        return start();
    }

    private synchronized Future<Void> start() {
        Future<Void> read = begin.get();
        running = read;
        read.onComplete(done -> finished(read));
        return read;
    }

    private synchronized void finished(Future<Void> read) {
        if (running == read) {
            running = null;
        }
    }
}
