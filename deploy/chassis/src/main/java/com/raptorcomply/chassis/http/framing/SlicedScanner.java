package com.raptorcomply.chassis.http.framing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/**
 * Looks at each of an event loop's connections once a round, a slice of them at a time: however many end in one round, they end
 * one slice after the other, and the loop serves others in between. Confined to its event loop.
 */
public final class SlicedScanner<T> {
    private static final int SLICES_MAX = 100;

    private final List<T> members = new ArrayList<>();
    private final ToIntFunction<T> place;
    private final ObjIntConsumer<T> placed;
    private final int slices;
    private final long sliceMillis;
    private int slice;
    private int sliceSize;

    /** Those before it are still to be seen in this round. */
    private int unseen;

    /**
     * @param roundMillis kept to a slice's milliseconds
     * @param place a number that each member keeps for this
     * @param placed writes it
     */
    public SlicedScanner(long roundMillis, ToIntFunction<T> place, ObjIntConsumer<T> placed) {
        this.place = place;
        this.placed = placed;
        this.slices = (int) Math.max(1, Math.min(SLICES_MAX, roundMillis));
        this.sliceMillis = Math.max(1, roundMillis / slices);
    }

    /** How often {@link #next} is to be called. */
    public long sliceMillis() {
        return sliceMillis;
    }

    /** In so many slices each member is seen once. */
    public int slices() {
        return slices;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public void add(T member) {
        placed.accept(member, members.size());
        members.add(member);
    }

    /** The last one, which has been seen or is new, gets its place. */
    public void remove(T member) {
        T last = members.remove(members.size() - 1);
        if (last != member) {
            int left = place.applyAsInt(member);
            members.set(left, last);
            placed.accept(last, left);
        }
    }

    /** Looks at the next slice, from the end to the begin; who is looked at may go. */
    public void next(Consumer<T> look) {
        if (slice == 0) {
            unseen = members.size();
            sliceSize = (unseen + slices - 1) / slices;
        }
        slice = slice + 1 < slices ? slice + 1 : 0;
        for (int i = 0; i < sliceSize && unseen > 0; i++) {
            unseen = Math.min(unseen, members.size()) - 1;
            if (unseen >= 0) {
                look.accept(members.get(unseen));
            }
        }
    }
}
