package com.raptorcomply.gateway.upstream;

import com.raptorcomply.gateway.decision.Permit;
import com.raptorcomply.keyservice.client.key.PresentedKey;
import org.jspecify.annotations.Nullable;

/** What is under way for one client, goes on by a permit, and is looked at by the {@link Sweep}. Confined to its event loop. */
abstract class Underway {
    private final Passage passage;
    private @Nullable Permit permit;
    private @Nullable Doubt doubt;

    /** Where the sweep keeps it. */
    int sweepIndex;

    Underway(Passage passage) {
        this.passage = passage;
        this.permit = passage.permit();
    }

    /** Ends it without a whole answer; only the first failure counts. */
    abstract void fail(Failure failure);

    /** Looks at the time. */
    abstract void expireAt(long nowNanos);

    Passage passage() {
        return passage;
    }

    /** What it goes on by; null on an open route. */
    @Nullable
    Permit permit() {
        return permit;
    }

    PresentedKey.Wellformed key() {
        return passage.key();
    }

    @Nullable
    Doubt doubt() {
        return doubt;
    }

    void doubt(@Nullable Doubt raised) {
        doubt = raised;
    }

    /** Its key was verified again. */
    void renew(Permit given) {
        permit = given;
        doubt = null;
    }
}
