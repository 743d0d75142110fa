package com.raptorcomply.acceptance.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The resources that a process holds.
 *
 * @param heapBytes after a collection
 * @param residentKib of the process; 0 on a machine without {@code /proc}
 * @param descriptors open ones; 0 on a machine without {@code /proc}
 */
record Gauge(long heapBytes, long residentKib, long descriptors) {
    static final Gauge NOTHING = new Gauge(0, 0, 0);

    /** Measures a process after a garbage collection. The process must be running and not paused. */
    static Gauge of(Member member) {
        collect(member.pid());
        long heapBytes = Math.round(member.meter("jvm_memory_used_bytes", "area=\"heap\""));
        Path process = Path.of("/proc", Long.toString(member.pid()));
        return Files.isDirectory(process)
                ? new Gauge(heapBytes, resident(process), descriptors(process))
                : new Gauge(heapBytes, 0, 0);
    }

    Gauge max(Gauge other) {
        return new Gauge(
                Math.max(heapBytes, other.heapBytes),
                Math.max(residentKib, other.residentKib),
                Math.max(descriptors, other.descriptors));
    }

    private static void collect(long pid) {
        try {
            String jcmd =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            Process collection = new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (collection.waitFor() != 0) {
                throw new AssertionError("jcmd cannot reach process " + pid);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static long resident(Path process) {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static long descriptors(Path process) {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.count();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public String toString() {
        return "%5.1f MB %5d MB %5d".formatted(heapBytes / 1e6, residentKib / 1024, descriptors);
    }
}
