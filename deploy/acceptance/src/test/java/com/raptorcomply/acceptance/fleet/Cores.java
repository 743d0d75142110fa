package com.raptorcomply.acceptance.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures how many processors each process has used, and how many were idle. Without an idle one the processes wait
 * for each other.
 */
final class Cores {
    private static final int IDLE_COLUMN = 4;
    private static final double TICKS_PER_SECOND = 100;

    private final Map<String, Long> pids;
    private final Map<String, Double> before = new LinkedHashMap<>();
    private final double idleBefore = idleSeconds();
    private final long begunNanos = System.nanoTime();

    /**
     * Starts a measurement.
     *
     * @param pids by name
     */
    Cores(Map<String, Long> pids) {
        this.pids = pids;
        pids.forEach((name, pid) -> before.put(name, seconds(pid)));
    }

    @Override
    public String toString() {
        double elapsed = (System.nanoTime() - begunNanos) / 1e9;
        StringBuilder used = new StringBuilder();
        pids.forEach((name, pid) ->
                used.append("%s %.2f, ".formatted(name, (seconds(pid) - before.getOrDefault(name, 0.0)) / elapsed)));
        return used.append("idle %.2f".formatted((idleSeconds() - idleBefore) / elapsed))
                .toString();
    }

    private static double seconds(long pid) {
        return ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1_000.0;
    }

    /** Returns the idle processor time in seconds; 0 on a machine without {@code /proc}. */
    private static double idleSeconds() {
        try {
            String all = Files.readAllLines(Path.of("/proc/stat")).get(0);
            return Long.parseLong(all.split(" +", -1)[IDLE_COLUMN]) / TICKS_PER_SECOND;
        } catch (IOException none) {
            return 0;
        }
    }
}
