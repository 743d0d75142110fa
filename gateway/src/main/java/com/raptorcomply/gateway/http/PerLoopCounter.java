package com.raptorcomply.gateway.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts per event loop, so that counting needs no memory fence; metrics add the parts up. Any thread. */
public final class PerLoopCounter {
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    /** One event loop's part. Confined to its event loop; {@link #sum} may see a change a moment late. */
    public final class Part {
        private final AtomicInteger shown = new AtomicInteger();
        private int value;

        private Part() {}

        public int value() {
            return value;
        }

        public void add(int change) {
            value += change;
            shown.setRelease(value);
        }

        /** Removes this part from the sum. */
        public void drop() {
            parts.remove(this);
        }
    }

    public Part part() {
        Part part = new Part();
        parts.add(part);
        return part;
    }

    public int sum() {
        return parts.stream().mapToInt(part -> part.shown.get()).sum();
    }
}
