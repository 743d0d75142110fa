package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line: {@code time} (UTC, to the microsecond), {@code level, logger, thread, message}, the key-value pairs
 * of the call, {@code error} with its stack. Every text is redacted; control characters are escaped, so that nobody can forge
 * a line. Any thread.
 */
public final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final int USUAL_CHARS = 512;
    private static final Set<String> TAKEN = Set.of("time", "level", "logger", "thread", "message", "error");

    /** Most lines are of the same second as the one before. */
    private volatile Second second = Second.of(0);

    /** @param text up to the seconds, {@code 2026-01-31T12:00:00} */
    private record Second(long epochSecond, String text) {
        static Second of(long epochSecond) {
            String text = Instant.ofEpochSecond(epochSecond).toString();
            return new Second(epochSecond, text.substring(0, text.length() - 1));
        }
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(USUAL_CHARS).append("{\"time\":\"");
        writeTime(event.getInstant(), line);
        line.append('"');
        writeText("level", event.getLevel().toString(), line);
        writeText("logger", event.getLoggerName(), line);
        writeText("thread", event.getThreadName(), line);
        writeText("message", Redaction.redact(String.valueOf(event.getFormattedMessage())), line);
        writePairs(event.getKeyValuePairs(), line);
        writeError(event.getThrowableProxy(), line);
        return line.append("}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void writeTime(Instant time, StringBuilder line) {
        Second own = second;
        if (own.epochSecond != time.getEpochSecond()) {
            own = Second.of(time.getEpochSecond());
            second = own;
        }
        // A million more, so that there are six digits after the first, whose place the point takes.
        int point = line.append(own.text).length();
        line.append(1_000_000 + time.getNano() / 1_000).setCharAt(point, '.');
        line.append('Z');
    }

    /** A name that came before is left out. */
    private static void writePairs(@Nullable List<KeyValuePair> pairs, StringBuilder line) {
        if (pairs == null) {
            return;
        }
        for (int i = 0; i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            if (!TAKEN.contains(pair.key) && !isAmong(pairs, i, pair.key)) {
                writePair(pair.key, pair.value, line);
            }
        }
    }

    private static boolean isAmong(List<KeyValuePair> pairs, int before, String key) {
        for (int i = 0; i < before; i++) {
            if (pairs.get(i).key.equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static void writePair(String key, @Nullable Object value, StringBuilder line) {
        if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            writeName(key, line).append(value);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            writeName(key, line).append(value);
        } else if (value instanceof BigDecimal number) {
            writeName(key, line).append(number.toPlainString());
        } else {
            writeText(key, Redaction.redact(String.valueOf(value)), line);
        }
    }

    private static void writeError(@Nullable IThrowableProxy error, StringBuilder line) {
        if (error == null) {
            return;
        }
        writeName("error", line)
                .append("{\"type\":\"")
                .append(error.getClassName())
                .append('"');
        writeText("message", Redaction.redact(String.valueOf(error.getMessage())), line);
        writeText("stack", Redaction.redact(ThrowableProxyUtil.asString(error)), line);
        line.append('}');
    }

    private static void writeText(String name, String text, StringBuilder line) {
        writeName(name, line).append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, line);
        line.append('"');
    }

    private static StringBuilder writeName(String name, StringBuilder line) {
        line.append(",\"");
        JsonStringEncoder.getInstance().quoteAsString(name, line);
        return line.append("\":");
    }
}
