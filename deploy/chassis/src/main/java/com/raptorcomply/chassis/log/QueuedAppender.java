package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.util.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;
import net.logstash.logback.encoder.com.lmax.disruptor.EventHandler;
import org.slf4j.event.KeyValuePair;

/**
 * Hands log lines to a writer thread, so that no caller waits for a disk, a pipe or a lock. That thread polls 20 times
 * a second, because waking it would cost the caller. Lines above the bound are dropped, and their number is logged
 * after the waiting ones. The output is flushed when no line waits. Any thread.
 */
public final class QueuedAppender extends LoggingEventAsyncDisruptorAppender {
    private static final int LINES_MAX = 8_192;
    private static final String POLL_EVERY_50_MILLIS = "sleeping{0,50000000}";
    private static final long FLUSH_MILLIS = 2_000;

    /** Counts over all appenders, because a process is one service and reports one number. */
    private static final AtomicLong DROPPED = new AtomicLong();

    /** Dropped lines of which no line of the log tells yet. */
    private static final AtomicLong UNTOLD = new AtomicLong();

    private static final int NUMBERS_PER_LEVEL = 10_000;

    /** Counts by level, from TRACE to ERROR, whose numbers are about as many times {@link #NUMBERS_PER_LEVEL}. */
    private static final LongAdder[] LINES = {
        new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder(), new LongAdder()
    };

    public QueuedAppender() {
        setLinesMax(LINES_MAX);
        setWaitStrategyType(POLL_EVERY_50_MILLIS);
        setShutdownGracePeriod(Duration.buildByMilliseconds(FLUSH_MILLIS));
        setAddDefaultStatusListener(false);
        setThreadNameFormat("log");
    }

    /** Returns the number of lines that this process has dropped. */
    public static long dropped() {
        return DROPPED.get();
    }

    /** Counts dropped lines. */
    static void count(long lines) {
        DROPPED.addAndGet(lines);
    }

    /** Has a line of the log tell of dropped lines. */
    static void report(long lines) {
        UNTOLD.addAndGet(lines);
    }

    /** Returns the number of lines of a level that this process has logged, the dropped ones included. */
    public static long lines(Level level) {
        return LINES[index(level)].sum();
    }

    private static int index(Level level) {
        return level.toInt() / NUMBERS_PER_LEVEL;
    }

    @Override
    protected void append(ILoggingEvent line) {
        LINES[index(line.getLevel())].increment();
        super.append(line);
    }

    /** Sets the number of lines that may wait, a power of two. The log configuration calls it. */
    public void setLinesMax(int most) {
        setRingBufferSize(most);
    }

    @Override
    protected void fireEventAppendFailed(ILoggingEvent line, Throwable reason) {
        count(1);
        report(1);
    }

    @Override
    protected EventHandler<LogEvent<ILoggingEvent>> createEventHandler() {
        EventHandler<LogEvent<ILoggingEvent>> writer = super.createEventHandler();
        return (line, sequence, last) -> {
            if (last) {
                tellLoss();
            }
            writer.onEvent(line, sequence, last);
        };
    }

    private void tellLoss() {
        long lost = UNTOLD.getAndSet(0);
        if (lost > 0) {
            ILoggingEvent line = loss(lost);
            iteratorForAppenders().forEachRemaining(target -> target.doAppend(line));
        }
    }

    private ILoggingEvent loss(long lost) {
        LoggerContext loggers = (LoggerContext) getContext();
        LoggingEvent line = new LoggingEvent(
                QueuedAppender.class.getName(),
                loggers.getLogger(QueuedAppender.class),
                Level.WARN,
                "Log lines dropped",
                null,
                null);
        line.setKeyValuePairs(List.of(new KeyValuePair(LogKeys.COUNT, lost)));
        return line;
    }
}
