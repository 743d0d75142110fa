package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.raptorcomply.chassis.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Collects the lines of a logger and those below it: as a static extension during a test class, as another one during each
 * test.
 */
public final class LogLines implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final long WAIT_SECONDS_MAX = 25;

    private final Logger logger;
    private boolean duringClass;
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            lines.add(line);
        }
    };

    private LogLines(Logger logger) {
        this.logger = logger;
    }

    /** Collects the lines of a class. */
    public static LogLines from(Class<?> logging) {
        return below(logging.getName());
    }

    /** Collects the lines of all classes in a package and below it. */
    public static LogLines below(String packageName) {
        return new LogLines((Logger) LoggerFactory.getLogger(packageName));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        duringClass = true;
        attach();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!duringClass) {
            attach();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!duringClass) {
            logger.detachAppender(appender);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        logger.detachAppender(appender);
    }

    private void attach() {
        appender.start();
        logger.addAppender(appender);
    }

    /** Returns all lines so far. */
    public List<ILoggingEvent> all() {
        return List.copyOf(lines);
    }

    /** Returns the lines with this message so far. */
    public List<ILoggingEvent> of(String message) {
        return lines.stream().filter(line -> line.getMessage().equals(message)).toList();
    }

    /** Waits for a line. */
    public ILoggingEvent await(String message, Predicate<ILoggingEvent> wanted) {
        return Await.until(
                        "the log line '" + message + "'",
                        Duration.ofSeconds(WAIT_SECONDS_MAX),
                        () -> of(message).stream().filter(wanted).findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits for the line of a request in the gateway's access log. */
    public ILoggingEvent request(String requestId) {
        return await("Request", line -> requestId.equals(value(line, "requestId")));
    }

    /** Returns the value of a key; empty if the line lacks it. */
    public static Object value(ILoggingEvent line, String key) {
        return line.getKeyValuePairs() == null
                ? ""
                : line.getKeyValuePairs().stream()
                        .filter(pair -> pair.key.equals(key))
                        .map(pair -> pair.value)
                        .findFirst()
                        .orElse("");
    }
}
