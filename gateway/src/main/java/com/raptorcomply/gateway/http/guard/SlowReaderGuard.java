package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.chassis.http.framing.SlicedScanner;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Ends the connections of clients that take what waits for them too slowly: each would hold its answers for as long as it
 * likes. One timer looks at an event loop's connections. Confined to its event loop.
 */
public final class SlowReaderGuard {
    private static final int LOOKS_PER_PERIOD = 8;

    private final double bytesPerPeriodMin;
    private final LongAdder ended;
    private final SlicedScanner<WriteProgress> readers;

    /** @param ended counts the connections that it ends */
    public SlowReaderGuard(SlowReaderLimits bounds, LongAdder ended) {
        this.readers = new SlicedScanner<>(
                bounds.periodMillis() / LOOKS_PER_PERIOD,
                reader -> reader.place,
                (reader, place) -> reader.place = place);
        this.bytesPerPeriodMin =
                (double) bounds.bytesPerSecondMin() * bounds.periodMillis() / TimeUnit.SECONDS.toMillis(1);
        this.ended = ended;
    }

    /** How often {@link #tick()} is to be called. */
    public long tickMillis() {
        return readers.sliceMillis();
    }

    /** From its first byte on. */
    public void watch(HttpConnection connection) {
        WriteProgress.install(connection, this);
    }

    /** Looks at some of the connections. */
    public void tick() {
        readers.next(this::look);
    }

    /** Time counts only as long as something waits at every look. */
    private void look(WriteProgress reader) {
        if (!reader.awaitsReader()) {
            reader.looks = 0;
        } else if (reader.looks == 0) {
            reader.looks = 1;
            reader.takenBefore = reader.taken();
        } else if (++reader.looks > LOOKS_PER_PERIOD) {
            if (reader.taken() - reader.takenBefore < bytesPerPeriodMin) {
                ended.increment();
                ForceClose.channel(reader.channel());
            } else {
                reader.looks = 1;
                reader.takenBefore = reader.taken();
            }
        }
    }

    void add(WriteProgress reader) {
        readers.add(reader);
    }

    void remove(WriteProgress reader) {
        readers.remove(reader);
    }
}
