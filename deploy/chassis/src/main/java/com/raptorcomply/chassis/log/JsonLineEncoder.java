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
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line: {@code time, level, logger, thread, message}, the key-value pairs of the call, {@code error}
 * with its stack. Every text is redacted; control characters are escaped, so that nobody can forge a line.
 */
public final class JsonLineEncoder extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final byte[] NOTHING = new byte[0];

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
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", event.getInstant().toString());
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("message", Redaction.redact(String.valueOf(event.getFormattedMessage())));
            writePairs(event, json);
            writeError(event.getThrowableProxy(), json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void writePairs(ILoggingEvent event, JsonGenerator json) throws IOException {
        if (event.getKeyValuePairs() == null) {
            return;
        }
        Set<String> written = new HashSet<>(Set.of("time", "level", "logger", "thread", "message", "error"));
        for (KeyValuePair pair : event.getKeyValuePairs()) {
            if (written.add(pair.key)) {
                writePair(pair.key, pair.value, json);
            }
        }
    }

    private static void writePair(String key, Object value, JsonGenerator json) throws IOException {
        json.writeFieldName(key);
        if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(Redaction.redact(String.valueOf(value)));
        }
    }

    private static void writeError(IThrowableProxy error, JsonGenerator json) throws IOException {
        if (error == null) {
            return;
        }
        json.writeObjectFieldStart("error");
        json.writeStringField("type", error.getClassName());
        json.writeStringField("message", Redaction.redact(String.valueOf(error.getMessage())));
        json.writeStringField("stack", Redaction.redact(ThrowableProxyUtil.asString(error)));
        json.writeEndObject();
    }
}
