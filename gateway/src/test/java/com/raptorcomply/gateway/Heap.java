package com.raptorcomply.gateway;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is in use of the JVM's heap. */
public final class Heap {
    private Heap() {}

    /** After what nobody refers to has been let go of. */
    public static long usedBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
