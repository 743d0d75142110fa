package com.raptorcomply.gateway.http.guard;

import com.raptorcomply.chassis.http.framing.SlicedScanner;
import io.vertx.core.http.HttpConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Closes connections whose clients read too slowly, because each would hold its responses in memory without a bound in
 * time. One timer checks the connections of an event loop. Confined to its event loop.
 */
public final class SlowReaderGuard {
    private static final int CHECKS_PER_PERIOD = 8;

    private final double bytesPerPeriodMin;
    private final LongAdder ended;
    private final SlicedScanner<WriteProgress> readers;

    /** @param ended counts the connections that the guard closes */
    public SlowReaderGuard(SlowReaderLimits limits, LongAdder ended) {
        this.readers = new SlicedScanner<>(
                limits.periodMillis() / CHECKS_PER_PERIOD,
                reader -> reader.index,
                (reader, index) -> reader.index = index);
        this.bytesPerPeriodMin =
                (double) limits.bytesPerSecondMin() * limits.periodMillis() / TimeUnit.SECONDS.toMillis(1);
        this.ended = ended;
    }

    /** Returns the interval at which {@link #tick()} must be called. */
    public long tickMillis() {
        return readers.sliceMillis();
    }

    /** Guards a connection. Must be called before the first byte is written. */
    public void watch(HttpConnection connection) {
        WriteProgress.install(connection, this);
    }

    /** Checks the next slice of the connections. */
    public void tick() {
        readers.next(this::check);
    }

    /** Measures the pace only over checks in a row at which bytes were waiting. */
    private void check(WriteProgress reader) {
        if (!reader.hasWaitingBytes()) {
            reader.checks = 0;
        } else if (reader.checks == 0) {
            reader.checks = 1;
            reader.takenBefore = reader.taken();
        } else if (++reader.checks > CHECKS_PER_PERIOD) {
            if (reader.taken() - reader.takenBefore < bytesPerPeriodMin) {
                ended.increment();
                ForceClose.channel(reader.channel());
            } else {
                reader.checks = 1;
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
