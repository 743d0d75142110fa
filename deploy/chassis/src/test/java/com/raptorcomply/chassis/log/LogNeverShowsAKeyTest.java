package com.raptorcomply.chassis.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogNeverShowsAKeyTest {
    private static final String SECRET_PART = "AbCdEfGhIjKLmNoPqRsTuVwXyZ0123456789abcdefghijklmnopqrstuvwxyz0";
    private static final String KEY = "rc_live_1" + SECRET_PART;
    private static final String TOKEN = "eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJnIn0.c2lnbmF0dXJl";

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Logger log = logger();

    private Logger logger() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        JsonLineEncoder encoder = new JsonLineEncoder();
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ch.qos.logback.classic.spi.ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        Logger logger = context.getLogger("test");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        return logger;
    }

    @Test
    void inMessageValueOrException() {
        log.atInfo()
                .addKeyValue("header", "X-API-Key: " + KEY)
                .addKeyValue("stamp", TOKEN)
                .setCause(new IllegalStateException("bad " + KEY, new RuntimeException(TOKEN)))
                .log("Refused " + KEY);
        String line = written.toString(StandardCharsets.UTF_8);
        assertThat(line).doesNotContain(SECRET_PART).doesNotContain(TOKEN).contains("rc_live_[redacted]");
        assertThat(new JsonObject(line).getString("message")).isEqualTo("Refused rc_live_[redacted]");
    }

    @Test
    void andOneEventIsOneLineWhateverItHolds() {
        log.atWarn()
                .addKeyValue("sent", "a\n{\"level\":\"ERROR\"}\u2028\r\ud800")
                .log("Two\nlines");
        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text.chars().filter(c -> c == '\n' || c == '\r').count()).isEqualTo(1);
        JsonObject line = new JsonObject(text);
        assertThat(line.getString("level")).isEqualTo("WARN");
        assertThat(line.getString("message")).isEqualTo("Two\nlines");
    }

    @Test
    void norWhatAnObjectHoldsThatShowsItselfRedacted() {
        log.atInfo().addKeyValue("credential", new Credential("hunter2")).log("Used");
        String line = written.toString(StandardCharsets.UTF_8);
        assertThat(line).doesNotContain("hunter2").contains("\"credential\":\"[redacted]\"");
    }

    private record Credential(String value) {
        @Override
        public String toString() {
            return "[redacted]";
        }
    }

    @Test
    void andNumbersStayNumbers() {
        log.atInfo()
                .addKeyValue(LogKeys.STATUS, 200)
                .addKeyValue("level", "forged")
                .log("Answered");
        JsonObject line = new JsonObject(written.toString(StandardCharsets.UTF_8));
        assertThat(line.getInteger("status")).isEqualTo(200);
        assertThat(line.getString("level")).isEqualTo("INFO");
    }
}
