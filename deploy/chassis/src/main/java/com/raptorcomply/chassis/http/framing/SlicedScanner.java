package com.raptorcomply.chassis.http.framing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/**
 * Visits each of an event loop's connections once per round, one slice at a time. If many connections end in one round,
 * the event loop still serves others between the slices. Confined to its event loop.
 */
public final class SlicedScanner<T> {
    private static final int SLICES_MAX = 100;

    private final List<T> members = new ArrayList<>();
    private final ToIntFunction<T> index;
    private final ObjIntConsumer<T> setIndex;
    private final int slices;
    private final long sliceMillis;
    private int slice;
    private int sliceSize;

    /** The members before this index are still to be visited in this round. */
    private int unseen;

    /**
     * Creates a scanner.
     *
     * @param roundMillis duration of a round; enforced to the milliseconds of a slice
     * @param index reads the index that each member stores for the scanner
     * @param setIndex writes that index
     */
    public SlicedScanner(long roundMillis, ToIntFunction<T> index, ObjIntConsumer<T> setIndex) {
        this.index = index;
        this.setIndex = setIndex;
        this.slices = (int) Math.max(1, Math.min(SLICES_MAX, roundMillis));
        this.sliceMillis = Math.max(1, roundMillis / slices);
    }

    /** Returns the interval at which the caller must call {@link #next}. */
    public long sliceMillis() {
        return sliceMillis;
    }

    /** Returns the number of slices in a round. */
    public int slices() {
        return slices;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public void add(T member) {
        setIndex.accept(member, members.size());
        members.add(member);
    }

    /** Removes a member. The last member moves to its index; this round has visited that member, or it is new. */
    public void remove(T member) {
        T last = members.remove(members.size() - 1);
        if (last != member) {
            int freed = index.applyAsInt(member);
            members.set(freed, last);
            setIndex.accept(last, freed);
        }
    }

    /** Visits the next slice, from the end to the beginning. A visited member may be removed. */
    public void next(Consumer<T> visitor) {
        if (slice == 0) {
            unseen = members.size();
            sliceSize = (unseen + slices - 1) / slices;
        }
        slice = slice + 1 < slices ? slice + 1 : 0;
        for (int i = 0; i < sliceSize && unseen > 0; i++) {
            unseen = Math.min(unseen, members.size()) - 1;
            if (unseen >= 0) {
                visitor.accept(members.get(unseen));
            }
        }
    }
}
