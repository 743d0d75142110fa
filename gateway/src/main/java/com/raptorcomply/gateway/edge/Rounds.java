package com.raptorcomply.gateway.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at each of an event loop's connections once a round, a slice of them at a time: however many end in one round, they end
 * one slice after the other, and the loop serves others in between. Confined to its event loop.
 */
final class Rounds<T extends Rounds.Member> {
    private static final int SLICES_MAX = 100;

    private final List<T> members = new ArrayList<>();
    private final int slices;
    private final long sliceMillis;
    private int slice;
    private int sliceSize;

    /** Those before it are still to be seen in this round. */
    private int unseen;

    /** Keeps its place for who looks at it. */
    interface Member {
        int place();

        void place(int index);
    }

    /** @param roundMillis kept to a slice's milliseconds */
    Rounds(long roundMillis) {
        this.slices = (int) Math.max(1, Math.min(SLICES_MAX, roundMillis));
        this.sliceMillis = Math.max(1, roundMillis / slices);
    }

    long sliceMillis() {
        return sliceMillis;
    }

    int slices() {
        return slices;
    }

    void add(T member) {
        member.place(members.size());
        members.add(member);
    }

    /** The last one, which has been seen or is new, gets its place. */
    void remove(T member) {
        T last = members.remove(members.size() - 1);
        if (last != member) {
            members.set(member.place(), last);
            last.place(member.place());
        }
    }

    /** Looks at the next slice, from the end to the begin; who is looked at may go. */
    void next(Consumer<T> look) {
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
