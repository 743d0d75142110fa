package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.util.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;
import net.logstash.logback.encoder.com.lmax.disruptor.EventHandler;
import org.slf4j.event.KeyValuePair;

/**
 * Hands log lines to a thread that writes them, so that nobody waits for a disk or a pipe: not for a lock either, nor for
 * waking that thread, which looks by itself 20 times a second. Lines for which there is no room are dropped, and how many is
 * told when those that waited are written. What was written leaves when no line waits any more. Any thread.
 */
public final class QueuedAppender extends LoggingEventAsyncDisruptorAppender {
    private static final int LINES_MAX = 8_192;
    private static final String LOOKS_EVERY_50_MILLIS = "sleeping{0,50000000}";
    private static final long FLUSH_MILLIS = 2_000;

    /** Of all appenders, because one process is one service and counts for it. */
    private static final AtomicLong DROPPED = new AtomicLong();

    private final AtomicLong untold = new AtomicLong();

    public QueuedAppender() {
        setLinesMax(LINES_MAX);
        setWaitStrategyType(LOOKS_EVERY_50_MILLIS);
        setShutdownGracePeriod(Duration.buildByMilliseconds(FLUSH_MILLIS));
        setAddDefaultStatusListener(false);
        setThreadNameFormat("log");
    }

    /** Lines that this process has dropped. */
    public static long dropped() {
        return DROPPED.get();
    }

    /** How many lines may wait, a power of two; set by the configuration. */
    public void setLinesMax(int most) {
        setRingBufferSize(most);
    }

    @Override
    protected void fireEventAppendFailed(ILoggingEvent line, Throwable reason) {
        DROPPED.incrementAndGet();
        untold.incrementAndGet();
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
        long lost = untold.getAndSet(0);
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
