package com.raptorcomply.keyservice.cli.rc;

import java.io.PrintWriter;

/** A bar on the error output that grows with the work. A program that reads the output gets none. */
final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final int PERCENT = 100;

    private final PrintWriter err;
    private final boolean shown;
    private final long total;
    private int last = -1;

    /**
     * @param shown true on a terminal
     * @param total the whole work; 0 if it is not known
     */
    Progress(PrintWriter err, boolean shown, long total) {
        this.err = err;
        this.shown = shown && total > 0;
        this.total = total;
    }

    /** @param done how much of the whole work is done */
    void reach(long done) {
        int percent = shown ? (int) (PERCENT * Math.min(done, total) / total) : last;
        if (percent != last) {
            last = percent;
            int full = WIDTH * percent / PERCENT;
            err.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " %");
            err.flush();
        }
    }

    @Override
    public void close() {
        if (last >= 0) {
            err.println();
        }
    }
}
