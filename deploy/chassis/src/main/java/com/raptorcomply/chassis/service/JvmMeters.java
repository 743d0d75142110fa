package com.raptorcomply.chassis.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Registers the JVM's metrics: memory, collections, threads, classes, processor, files, uptime. */
final class JvmMeters implements AutoCloseable {
    private static final String CPU_NANOS = "process.cpu.time";
    private static final String CPU_COUNT = "system.cpu.count";

    /** Linux tells the memory of a process here; other systems have no such file. */
    private static final Path STATUS = Path.of("/proc/self/status");

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");
    private static final double BYTES_PER_KB = 1_024;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Gives Micrometer's number of processors a name that is not that of a histogram's count. */
    private static final MeterFilter CPUS = new MeterFilter() {
        @Override
        public Meter.Id map(Meter.Id id) {
            return id.getName().equals(CPU_COUNT) ? id.withName("system.cpus") : id;
        }
    };

    private final JvmGcMetrics collections = new JvmGcMetrics();

    void bindTo(MeterRegistry meters) {
        meters.config().meterFilter(MeterFilter.denyNameStartsWith(CPU_NANOS)).meterFilter(CPUS);
        collections.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        FunctionCounter.builder("process.cpu", ManagementFactory.getOperatingSystemMXBean(), JvmMeters::cpuSeconds)
                .baseUnit("seconds")
                .description("Processor time of this process")
                .register(meters);
        Gauge.builder("process.resident.memory", JvmMeters::residentBytes)
                .baseUnit(BaseUnits.BYTES)
                .description("Memory of this process that is in RAM")
                .register(meters);
    }

    private static double cpuSeconds(OperatingSystemMXBean system) {
        return system instanceof com.sun.management.OperatingSystemMXBean detailed
                ? detailed.getProcessCpuTime() / NANOS_PER_SECOND
                : Double.NaN;
    }

    private static double residentBytes() {
        try {
            Matcher line = RESIDENT.matcher(Files.readString(STATUS, StandardCharsets.US_ASCII));
            return line.find() ? Long.parseLong(line.group(1)) * BYTES_PER_KB : Double.NaN;
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    @Override
    public void close() {
        collections.close();
    }
}
