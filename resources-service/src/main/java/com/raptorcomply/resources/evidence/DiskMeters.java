package com.raptorcomply.resources.evidence;

import com.raptorcomply.resources.blob.FileThreads;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Measures the file system of a directory on the threads for files, and not while metrics are read, because a network file
 * system that does not answer must not hold up the other metrics. The gauges are NaN while it cannot be measured. Any thread.
 */
final class DiskMeters {
    private static final long INTERVAL_MILLIS = 10_000;
    private static final Space UNKNOWN = new Space(Double.NaN, Double.NaN);

    private final Vertx vertx;
    private final Path directory;
    private final FileThreads threads;
    private final BooleanSupplier closed;
    private volatile Space space = UNKNOWN;

    /** Bytes of a file system, the free ones as far as this process may use them. */
    private record Space(double free, double total) {}

    /** @param closed true when there is nothing to measure any more */
    DiskMeters(Vertx vertx, Path directory, FileThreads threads, BooleanSupplier closed, MeterRegistry meters) {
        this.vertx = vertx;
        this.directory = directory;
        this.threads = threads;
        this.closed = closed;
        register(meters, "free", "Bytes that uploads may still take", Space::free);
        register(meters, "total", "Bytes of the file system for files", Space::total);
    }

    /** Measures now and at each interval. The future completes after the first measurement and never fails. */
    Future<Void> start() {
        return threads.run(this::measure).otherwise(UNKNOWN).map(measured -> {
            space = measured;
            vertx.setTimer(INTERVAL_MILLIS, due -> {
                if (!closed.getAsBoolean()) {
                    start();
                }
            });
            return null;
        });
    }

    private Space measure() throws IOException {
        FileStore disk = Files.getFileStore(directory);
        return new Space(disk.getUsableSpace(), disk.getTotalSpace());
    }

    private void register(MeterRegistry meters, String name, String description, ToDoubleFunction<Space> bytes) {
        Gauge.builder("resources.files.disk." + name, this, disk -> bytes.applyAsDouble(disk.space))
                .baseUnit("bytes")
                .description(description)
                .register(meters);
    }
}
