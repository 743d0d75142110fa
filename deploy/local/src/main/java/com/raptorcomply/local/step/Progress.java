package com.raptorcomply.local.step;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints one line per step for the user at the terminal, with the seconds since the start. */
public final class Progress {
    private final PrintWriter out;
    private final long startNanos = System.nanoTime();

    public Progress(PrintWriter out) {
        this.out = out;
    }

    public void step(String what) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        out.printf(Locale.ROOT, "[%5.1f s] %s%n", seconds, what);
        out.flush();
    }
}
