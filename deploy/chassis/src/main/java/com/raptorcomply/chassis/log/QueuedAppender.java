package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.io.Flushable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Hands log lines to a thread that writes them, so that nobody waits for a disk or a pipe: not for a lock either, nor for
 * waking that thread, which looks by itself 20 times a second. At most {@code linesMax} lines wait; those for which there is no
 * room are dropped, and how many is told when those that waited are written. A target that is {@link Flushable} is flushed
 * when no line waits any more. Any thread.
 */
public final class QueuedAppender extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long FLUSH_MILLIS = 2_000;

    private final AppenderAttachableImpl<ILoggingEvent> targets = new AppenderAttachableImpl<>();
    private final Queue<ILoggingEvent> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private int linesMax = 8_192;
    private @Nullable Thread writer;

    /** Set by the configuration. */
    public void setLinesMax(int most) {
        linesMax = most;
    }

    @Override
    public void start() {
        super.start();
        Thread thread = new Thread(this::write, "log");
        thread.setDaemon(true);
        writer = thread;
        thread.start();
    }

    /** Returns when what waited is written, or after two seconds. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        Thread thread = writer;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(FLUSH_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        targets.detachAndStopAllAppenders();
    }

    @Override
    protected void append(ILoggingEvent line) {
        if (waiting.incrementAndGet() > linesMax) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        line.prepareForDeferredProcessing();
        lines.add(line);
    }

    private void write() {
        while (true) {
            boolean last = !isStarted();
            ILoggingEvent line = lines.poll();
            if (line != null) {
                waiting.decrementAndGet();
                targets.appendLoopOnAppenders(line);
                continue;
            }
            long lost = dropped.getAndSet(0);
            if (lost > 0) {
                targets.appendLoopOnAppenders(loss(lost));
            }
            flush();
            if (last) {
                return;
            }
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
    }

    private void flush() {
        targets.iteratorForAppenders().forEachRemaining(target -> {
            if (target instanceof Flushable batched) {
                try {
                    batched.flush();
                } catch (IOException e) {
                    addError("Could not write log lines", e);
                }
            }
        });
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

    @Override
    public void addAppender(Appender<ILoggingEvent> target) {
        targets.addAppender(target);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return targets.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return targets.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> target) {
        return targets.isAttached(target);
    }

    @Override
    public void detachAndStopAllAppenders() {
        targets.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> target) {
        return targets.detachAppender(target);
    }

    @Override
    public boolean detachAppender(String name) {
        return targets.detachAppender(name);
    }
}
