package com.raptorcomply.gateway.edge;

/**
 * Ends the connections of clients that begin a request and do not end its head in time, however busily they drip. One timer
 * looks at an event loop's connections; a request costs a comparison. Confined to its event loop.
 */
public final class HeadWatch {
    private static final int ROUNDS_PER_TIMEOUT = 4;

    private final Rounds<StrictRequestDecoder> decoders;
    private final int ticksPerTimeout;
    private int tick = 1;

    /** @param headMillis from the first byte of a head to its last; kept to a quarter of itself */
    public HeadWatch(long headMillis) {
        this.decoders = new Rounds<>(
                headMillis / ROUNDS_PER_TIMEOUT, decoder -> decoder.place, (decoder, place) -> decoder.place = place);
        this.ticksPerTimeout = ROUNDS_PER_TIMEOUT * decoders.slices();
    }

    /** How often {@link #tick()} is to be called. */
    public long tickMillis() {
        return decoders.sliceMillis();
    }

    /** Looks at some of the connections. */
    public void tick() {
        tick++;
        decoders.next(decoder -> decoder.refuseBegunBefore(tick - ticksPerTimeout));
    }

    int now() {
        return tick;
    }

    void add(StrictRequestDecoder decoder) {
        decoders.add(decoder);
    }

    void remove(StrictRequestDecoder decoder) {
        decoders.remove(decoder);
    }
}
