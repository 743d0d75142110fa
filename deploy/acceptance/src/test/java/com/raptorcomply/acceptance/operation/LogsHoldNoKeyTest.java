package com.raptorcomply.acceptance.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.raptorcomply.acceptance.whole.RunningWhole;
import com.raptorcomply.acceptance.whole.Whole;
import com.raptorcomply.chassis.log.JsonLineEncoder;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** No log line contains the secret part of a key, valid or not; requests are logged. */
@ExtendWith(RunningWhole.class)
class LogsHoldNoKeyTest {
    private static final Pattern ANY_KEY = Pattern.compile("rc_live_[0-9A-Za-z]{20,}");

    @Test
    void ofMadeUsedRefusedAndRevokedKeys(Whole whole) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        JsonObject made = whole.makeKey(new JsonObject());
        String key = made.getString("key");
        Capture capture = Capture.into(lines);
        try {
            whole.stranger().with(key).get("/facilities");
            whole.stranger().with(key).post("/cyber-assets", new JsonObject().put("assetTitle", key));
            whole.stranger().with(key).get("/facilities?x=" + key);
            whole.stranger().with(key.substring(0, 70) + "00").get("/facilities");
            whole.stranger()
                    .send(
                            "GET",
                            "/facilities/" + key,
                            "",
                            request -> request.header("X-Request-Id", key.substring(0, 64)));
            whole.adminA().delete("/api-keys/" + made.getString("id"));
        } finally {
            capture.close();
        }
        String log = lines.toString(StandardCharsets.UTF_8);
        assertThat(log).contains("\"method\"").doesNotContain(key.substring(20, 52));
        assertThat(ANY_KEY.matcher(log).find()).isFalse();
    }

    /** Captures all log lines of the process, as the services write them. */
    private record Capture(OutputStreamAppender<ILoggingEvent> appender) {
        static Capture into(ByteArrayOutputStream lines) {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            JsonLineEncoder encoder = new JsonLineEncoder();
            encoder.setContext(context);
            encoder.start();
            OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
            appender.setContext(context);
            appender.setEncoder(encoder);
            appender.setOutputStream(lines);
            appender.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
            return new Capture(appender);
        }

        void close() {
            ((LoggerContext) LoggerFactory.getILoggerFactory())
                    .getLogger(Logger.ROOT_LOGGER_NAME)
                    .detachAppender(appender);
            appender.stop();
        }
    }
}
