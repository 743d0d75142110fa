package com.raptorcomply.gateway.edge;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends the connections of clients that begin a request and do not end its head in time, however busily they drip. One timer
 * looks at an event loop's connections; a request costs a comparison. Confined to its event loop.
 */
public final class HeadWatch {
    private static final int TICKS_PER_TIMEOUT = 4;

    private final long tickMillis;
    private final List<StrictRequestDecoder> decoders = new ArrayList<>();
    private int tick = 1;

    /** @param headMillis from the first byte of a head to its last; kept to a quarter of itself */
    public HeadWatch(long headMillis) {
        this.tickMillis = Math.max(1, headMillis / TICKS_PER_TIMEOUT);
    }

    /** How often {@link #tick()} is to be called. */
    public long tickMillis() {
        return tickMillis;
    }

    /** Looks at each connection. Backwards, since one that ends puts the last one, already seen, into its place. */
    public void tick() {
        tick++;
        for (int i = decoders.size() - 1; i >= 0; i--) {
            if (i < decoders.size()) {
                decoders.get(i).refuseBegunBefore(tick - TICKS_PER_TIMEOUT);
            }
        }
    }

    int now() {
        return tick;
    }

    void add(StrictRequestDecoder decoder) {
        decoder.watchIndex = decoders.size();
        decoders.add(decoder);
    }

    void remove(StrictRequestDecoder decoder) {
        StrictRequestDecoder last = decoders.remove(decoders.size() - 1);
        if (last != decoder) {
            decoders.set(decoder.watchIndex, last);
            last.watchIndex = decoder.watchIndex;
        }
    }
}
