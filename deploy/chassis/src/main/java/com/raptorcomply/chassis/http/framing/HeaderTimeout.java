package com.raptorcomply.chassis.http.framing;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose client does not complete a request's header in time, so that slow headers (Slowloris) hold
 * no connection. One timer scans an event loop's connections, so a request costs one comparison. Confined to its event
 * loop.
 */
public final class HeaderTimeout {
    private static final int ROUNDS_PER_TIMEOUT = 4;

    private final SlicedScanner<StrictRequestDecoder> decoders;
    private final int ticksPerTimeout;
    private @Nullable ScheduledFuture<?> timer;
    private int tick = 1;

    /**
     * Creates a guard for one event loop.
     *
     * @param headMillis from the first byte of a header to its last; enforced to a quarter of itself
     */
    public HeaderTimeout(long headMillis) {
        this.decoders = new SlicedScanner<>(
                headMillis / ROUNDS_PER_TIMEOUT,
                decoder -> decoder.scanIndex,
                (decoder, index) -> decoder.scanIndex = index);
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
