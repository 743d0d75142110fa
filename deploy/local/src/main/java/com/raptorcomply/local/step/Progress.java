package com.raptorcomply.local.step;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints one line per step for the user at the terminal, with the seconds since the start. */
public final class Progress {
    private final PrintWriter out;
    private final long startNanos;

    public Progress(PrintWriter out) {
        this(out, System.nanoTime());
    }

    /** @param startNanos the time that the lines count from, as {@link System#nanoTime} has it */
    public Progress(PrintWriter out, long startNanos) {
        this.out = out;
        this.startNanos = startNanos;
    }

    public void step(String what) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds, what);
        out.flush();
    }
}
