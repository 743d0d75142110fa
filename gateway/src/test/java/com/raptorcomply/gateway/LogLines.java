package com.raptorcomply.gateway;

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
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Collects the log lines of the gateway during one test class. */
public final class LogLines implements BeforeAllCallback, AfterAllCallback {
    private static final long WAIT_SECONDS_MAX = 25;

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            lines.add(line);
        }
    };

    @Override
    public void beforeAll(ExtensionContext context) {
        appender.start();
        logger().addAppender(appender);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        logger().detachAppender(appender);
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

    /** Waits for the access log's line of a request. */
    ILoggingEvent request(String requestId) {
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

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("com.raptorcomply.gateway");
    }
}
