package com.raptorcomply.gateway.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A number that each event loop keeps for itself, so that counting needs no fence, and that meters add up. Any thread. */
public final class PerLoopCounter {
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    /** One event loop's part, confined to it; readers may see it a moment late. */
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

        /** Takes it out of the sum. */
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
