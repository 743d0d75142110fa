package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
    private static final JsonFactory JSON = new JsonFactory();
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
        // Not straight to bytes: Jackson refuses halves of surrogate pairs there, and the line would be lost.
        StringWriter line = new StringWriter(USUAL_CHARS);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", time(event.getInstant()));
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("message", redacted(event.getFormattedMessage()));
            writePairs(event.getKeyValuePairs(), json);
            writeError(event.getThrowableProxy(), json);
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String time(Instant time) {
        Second own = second;
        if (own.epochSecond != time.getEpochSecond()) {
            own = Second.of(time.getEpochSecond());
            second = own;
        }
        // A million more, so that there are six digits after the first, whose place the point takes.
        StringBuilder text = new StringBuilder(own.text).append(1_000_000 + time.getNano() / 1_000);
        text.setCharAt(own.text.length(), '.');
        return text.append('Z').toString();
    }

    /** A name that came before is left out. */
    private static void writePairs(@Nullable List<KeyValuePair> pairs, JsonGenerator json) throws IOException {
        if (pairs == null) {
            return;
        }
        for (int i = 0; i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            if (!TAKEN.contains(pair.key) && !isAmong(pairs, i, pair.key)) {
                json.writeFieldName(pair.key);
                writeValue(pair.value, json);
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

    private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(redacted(value));
        }
    }

    private static void writeError(@Nullable IThrowableProxy error, JsonGenerator json) throws IOException {
        if (error == null) {
            return;
        }
        json.writeObjectFieldStart("error");
        json.writeStringField("type", error.getClassName());
        json.writeStringField("message", redacted(error.getMessage()));
        json.writeStringField("stack", redacted(ThrowableProxyUtil.asString(error)));
        json.writeEndObject();
    }

    private static String redacted(@Nullable Object value) {
        return Redaction.redact(String.valueOf(value));
    }
}
