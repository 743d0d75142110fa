package com.raptorcomply.chassis.http.framing;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connections of clients that begin a request and do not end its head in time, however busily they drip. One timer
 * looks at an event loop's connections, as long as there are any; a request costs a comparison. Confined to its event loop.
 */
public final class HeaderTimeout {
    private static final int ROUNDS_PER_TIMEOUT = 4;

    private final SlicedScanner<StrictRequestDecoder> decoders;
    private final int ticksPerTimeout;
    private @Nullable ScheduledFuture<?> timer;
    private int tick = 1;

    /** @param headMillis from the first byte of a head to its last; kept to a quarter of itself */
    public HeaderTimeout(long headMillis) {
        this.decoders = new SlicedScanner<>(
                headMillis / ROUNDS_PER_TIMEOUT, decoder -> decoder.place, (decoder, place) -> decoder.place = place);
        this.ticksPerTimeout = ROUNDS_PER_TIMEOUT * decoders.slices();
    }

    private void tick() {
        tick++;
        decoders.next(decoder -> decoder.refuseBegunBefore(tick - ticksPerTimeout));
    }

    int now() {
        return tick;
    }

    void add(StrictRequestDecoder decoder, EventLoop loop) {
        if (timer == null) {
            long millis = decoders.sliceMillis();
            timer = loop.scheduleAtFixedRate(this::tick, millis, millis, TimeUnit.MILLISECONDS);
        }
        decoders.add(decoder);
    }

    void remove(StrictRequestDecoder decoder) {
        decoders.remove(decoder);
        if (timer != null && decoders.isEmpty()) {
            timer.cancel(false);
            timer = null;
        }
    }
}
