package com.raptorcomply.chassis.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.logstash.logback.composite.AbstractFieldJsonProvider;
import net.logstash.logback.composite.AbstractJsonProvider;
import net.logstash.logback.composite.JsonProvider;
import net.logstash.logback.composite.JsonProviders;
import net.logstash.logback.composite.loggingevent.LogLevelJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggerNameJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventThreadNameJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Encodes each log event as one line of JSON: {@code time} (UTC, to the microsecond), {@code level, logger, thread,
 * message}, its key-value pairs, and {@code error} with the stack trace. Every text is redacted. Control characters are
 * escaped, so that no text can forge a line. Any thread.
 */
public final class JsonLineEncoder extends LoggingEventCompositeJsonEncoder {
    private static final Set<String> RESERVED_NAMES = Set.of("time", "level", "logger", "thread", "message", "error");

    public JsonLineEncoder() {
        JsonProviders<ILoggingEvent> providers = getProviders();
        providers.addProvider(new Time());
        providers.addProvider(named("level", new LogLevelJsonProvider()));
        providers.addProvider(named("logger", new LoggerNameJsonProvider()));
        providers.addProvider(named("thread", new LoggingEventThreadNameJsonProvider()));
        providers.addProvider(named("message", new MessageJsonProvider()));
        providers.addProvider(new Pairs());
        providers.addProvider(new Cause());
        setFindAndRegisterJacksonModules(false);
        setLineSeparator("\n");
        // Non-ASCII is escaped, because Jackson rejects lone surrogates otherwise and the line would be lost.
        setJsonGeneratorDecorator(
                json -> new Redacting(json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature())));
    }

    private static JsonProvider<ILoggingEvent> named(String field, AbstractFieldJsonProvider<ILoggingEvent> provider) {
        provider.setFieldName(field);
        return provider;
    }

    /** Redacts each text value, in every form in which Jackson takes one whole. */
    private static final class Redacting extends JsonGeneratorDelegate {
        Redacting(JsonGenerator json) {
            super(json);
        }

        @Override
        public void writeString(String text) throws IOException {
            delegate.writeString(Redaction.redact(text));
        }

        @Override
        public void writeString(char[] text, int offset, int length) throws IOException {
            writeString(new String(text, offset, length));
        }

        @Override
        public void writeString(SerializableString text) throws IOException {
            writeString(text.getValue());
        }
    }

    /** Writes the time of the event. It formats a second once, because most lines have that of the line before. */
    private static final class Time extends AbstractJsonProvider<ILoggingEvent> {
        private static final int NANOS_PER_MICRO = 1_000;
        private static final int SIX_DIGITS = 1_000_000;

        private volatile Second last = Second.of(0);

        private record Second(long epochSecond, String text) {
            static Second of(long epochSecond) {
                String text = Instant.ofEpochSecond(epochSecond).toString();
                return new Second(epochSecond, text.substring(0, text.length() - 1) + '.');
            }
        }

        @Override
        public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
            Instant time = event.getInstant();
            Second second = last;
            if (second.epochSecond != time.getEpochSecond()) {
                second = Second.of(time.getEpochSecond());
                last = second;
            }
            String micros = Integer.toString(SIX_DIGITS + time.getNano() / NANOS_PER_MICRO);
            json.writeStringField("time", second.text + micros.substring(1) + 'Z');
        }
    }

    /**
     * Writes each pair as a field. The value is a text unless it is a number or boolean. A repeated name is omitted.
     */
    private static final class Pairs extends AbstractJsonProvider<ILoggingEvent> {
        @Override
        public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            if (pairs == null) {
                return;
            }
            for (int i = 0; i < pairs.size(); i++) {
                KeyValuePair pair = pairs.get(i);
                if (!RESERVED_NAMES.contains(pair.key) && !isNamed(pair.key, pairs.subList(0, i))) {
                    json.writeFieldName(pair.key);
                    write(json, pair.value);
                }
            }
        }

        /** Tells it without a set, because a line has few pairs. */
        private static boolean isNamed(String name, List<KeyValuePair> pairs) {
            for (KeyValuePair pair : pairs) {
                if (pair.key.equals(name)) {
                    return true;
                }
            }
            return false;
        }

        /**
         * Writes numbers and booleans as such, without Jackson's search for a serializer. Others become text, because the
         * members of a secret are the secret.
         */
        private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
            if (value instanceof Integer number) {
                json.writeNumber(number);
            } else if (value instanceof Long number) {
                json.writeNumber(number);
            } else if (value instanceof BigDecimal number) {
                json.writeNumber(number);
            } else if (value instanceof Boolean is) {
                json.writeBoolean(is);
            } else if (value instanceof Double number && Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeString(String.valueOf(value));
            }
        }
    }

    private static final class Cause extends AbstractJsonProvider<ILoggingEvent> {
        @Override
        public void writeTo(JsonGenerator json, ILoggingEvent event) throws IOException {
            IThrowableProxy error = event.getThrowableProxy();
            if (error != null) {
                json.writeObjectFieldStart("error");
                json.writeStringField("type", error.getClassName());
                json.writeStringField("message", String.valueOf(error.getMessage()));
                json.writeStringField("stack", ThrowableProxyUtil.asString(error));
                json.writeEndObject();
            }
        }
    }
}
