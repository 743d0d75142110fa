package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.stream.IntStream;

/**
 * Writes to standard output when a batch of lines is full or {@link #flush flushed}. Each line alone would cost a
 * system call. A batch holds whole lines only, so that other output never splits a line.
 */
public final class BatchedOutput extends OutputStreamAppender<ILoggingEvent> implements Flushable {
    private static final int BATCH_BYTES_MAX = 16 * 1024;

    private final OutputStream target;

    public BatchedOutput() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    BatchedOutput(OutputStream target) {
        this.target = target;
    }

    @Override
    public void start() {
        setImmediateFlush(false);
        // It never splits a single write, and each write is one line.
        setOutputStream(new BufferedOutputStream(new LossyOutput(target), BATCH_BYTES_MAX));
        super.start();
    }

    @Override
    public void flush() throws IOException {
        getOutputStream().flush();
    }

    /**
     * Drops and counts the lines of a batch that cannot be written, as on a full disk. An exception would end the appender,
     * which would then write nothing when there is room again.
     */
    private static final class LossyOutput extends OutputStream {
        private static final byte[] LINE_END = {'\n'};

        private final OutputStream target;
        private long lost;

        LossyOutput(OutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            try {
                if (lost > 0) {
                    // The failed write may have left the beginning of a line.
                    target.write(LINE_END, 0, LINE_END.length);
                }
                target.write(bytes, from, count);
                QueuedAppender.report(lost);
                lost = 0;
            } catch (IOException full) {
                long lines = lines(bytes, from, count);
                QueuedAppender.count(lines);
                lost += lines;
            }
        }

        private static long lines(byte[] bytes, int from, int count) {
            return IntStream.range(from, from + count)
                    .filter(i -> bytes[i] == LINE_END[0])
                    .count();
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }
    }
}
