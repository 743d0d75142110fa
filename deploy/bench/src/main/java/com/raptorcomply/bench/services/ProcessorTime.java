package com.raptorcomply.bench.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads the processor time of processes, which Linux counts in hundredths of a second, so measure over seconds. */
final class ProcessorTime {
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of /proc/PID/stat, counted from the one after the command's name. */
    private static final int OWN = 11;

    private static final int ENDED_CHILDREN = 13;

    private ProcessorTime() {}

    /** Returns the processor time of a process, in seconds. */
    static double of(ProcessHandle process) {
        return ticks(process.pid(), OWN) / TICKS_PER_SECOND;
    }

    /**
     * Returns the processor time of a process and its children, including ended ones, in seconds; for a PostgreSQL
     * server.
     */
    static double withChildren(ProcessHandle process) {
        double ticks = ticks(process.pid(), OWN) + ticks(process.pid(), ENDED_CHILDREN);
        for (ProcessHandle child : process.children().toList()) {
            ticks += ticks(child.pid(), OWN);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Returns the proportional resident memory in MB, which counts shared memory in part. */
    static double residentMegabytes(ProcessHandle process) {
        return lines(Path.of("/proc", "" + process.pid(), "smaps_rollup")).stream()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }

    private static double ticks(long pid, int field) {
        List<String> lines = lines(Path.of("/proc", "" + pid, "stat"));
        if (lines.isEmpty()) {
            return 0;
        }
        String line = lines.get(0);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return Double.parseDouble(fields[field]) + Double.parseDouble(fields[field + 1]);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException ended) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
