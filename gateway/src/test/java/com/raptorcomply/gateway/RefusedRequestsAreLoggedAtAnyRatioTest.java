package com.raptorcomply.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.raptorcomply.gateway.observe.AccessLog;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

/** One in four successful requests is logged, each refused one is, and skipped ones are counted. */
class RefusedRequestsAreLoggedAtAnyRatioTest {
    private static final LinkedBlockingQueue<ILoggingEvent> LINES = new LinkedBlockingQueue<>();
    private static final AppenderBase<ILoggingEvent> APPENDER = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            LINES.add(line);
        }
    };

    @RegisterExtension
    static final GatewayUnderTest STAGE = new GatewayUnderTest()
            .with("eventLoops", 1)
            .with("accessLog.ratio", "0.25")
            .with("accessLog.linesPerSecondMax", 1_000);

    @BeforeAll
    static void listen() {
        APPENDER.start();
        ((Logger) LoggerFactory.getLogger(AccessLog.class)).addAppender(APPENDER);
    }

    @AfterAll
    static void close() {
        ((Logger) LoggerFactory.getLogger(AccessLog.class)).detachAppender(APPENDER);
    }

    @Test
    void withTheNumberOfThoseThatPassed() throws Exception {
        for (int i = 0; i < 7; i++) {
            STAGE.echoed("/facilities", "X-Request-Id", "logged-" + i);
        }
        STAGE.get("/facilities", "X-Request-Id", "refused-1");
        STAGE.get("/nowhere", "X-Request-Id", "refused-2");

        assertThat(value(next(), "requestId")).isEqualTo("logged-3");
        ILoggingEvent refused = next();
        assertThat(value(refused, "requestId")).isEqualTo("refused-1");
        assertThat(value(refused, "skipped")).isEqualTo(3L);
        assertThat(value(next(), "requestId")).isEqualTo("refused-2");
    }

    private static ILoggingEvent next() throws InterruptedException {
        ILoggingEvent line = LINES.poll(10, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return line;
    }

    private static Object value(ILoggingEvent line, String key) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .map((KeyValuePair pair) -> pair.value)
                .findFirst()
                .orElse("");
    }
}
