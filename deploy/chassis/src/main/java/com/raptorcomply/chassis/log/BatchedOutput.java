package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.BufferedOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to standard output when a batch of lines is full or {@link #flush flushed}. Each line alone would cost a
 * system call. A batch holds whole lines only, so that other output never splits a line.
 */
public final class BatchedOutput extends OutputStreamAppender<ILoggingEvent> implements Flushable {
    private static final int BATCH_BYTES_MAX = 16 * 1024;

    private final OutputStream target;

    public BatchedOutput() {
        this(ConsoleTarget.SystemOut.getStream());
    }

    BatchedOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void start() {
        setImmediateFlush(false);
        // It never splits a single write, and each write is one line.
        setOutputStream(new BufferedOutputStream(target, BATCH_BYTES_MAX));
        super.start();
    }

    @Override
    public void flush() throws IOException {
        getOutputStream().flush();
    }
}
