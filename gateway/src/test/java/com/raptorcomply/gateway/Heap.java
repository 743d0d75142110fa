package com.raptorcomply.gateway;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Measures the used heap of the JVM. */
public final class Heap {
    private Heap() {}

    /** Returns the used bytes after a garbage collection. */
    public static long usedBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
