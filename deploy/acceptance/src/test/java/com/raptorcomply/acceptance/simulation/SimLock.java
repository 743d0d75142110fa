package com.raptorcomply.acceptance.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** Simulates a transaction-level advisory lock, exclusive or shared, first come first served. */
final class SimLock {
    private record Waiter(boolean exclusive, Runnable granted) {}

    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int shared;
    private boolean exclusive;

    void acquire(boolean exclusively, Runnable granted) {
        waiting.add(new Waiter(exclusively, granted));
        grant();
    }

    void release(boolean exclusively) {
        if (exclusively) {
            exclusive = false;
        } else {
            shared--;
        }
        grant();
    }

    void releaseAll() {
        waiting.clear();
        shared = 0;
        exclusive = false;
    }

    private void grant() {
        while (!waiting.isEmpty() && !exclusive && !(waiting.peek().exclusive() && shared > 0)) {
            Waiter next = waiting.remove();
            exclusive = next.exclusive();
            shared += next.exclusive() ? 0 : 1;
            next.granted().run();
        }
    }
}
