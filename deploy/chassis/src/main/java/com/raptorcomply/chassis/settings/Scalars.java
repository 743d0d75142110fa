package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells Jackson how to read and write single settings. An invalid text becomes a fault, and reading continues. */
final class Scalars {
    private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");

    /** In place of a text that was refused: out of every range, so that the record says the range that it expects. */
    private static final DataSize NO_SIZE = new DataSize(-1);

    private static final Duration NO_TIME = Duration.ofDays(-1);

    private Scalars() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule("settings");
        module.setDeserializers(deserializers());
        module.addSerializer(new Writer<>(Duration.class, TimeText::of));
        module.addSerializer(DataSize.class, ToStringSerializer.instance);
        module.addSerializer(Secret.class, ToStringSerializer.instance);
        module.addSerializer(Path.class, ToStringSerializer.instance);
        module.addSerializer(new Writer<>(Enum.class, Scalars::written));
        return module;
    }

    static boolean isOne(Class<?> type) {
        return !type.isRecord() || type == DataSize.class;
    }

    /** Returns a constant as settings write it: {@code VERIFY_FULL} is {@code verify-full}. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the constants as settings write them, separated by commas. */
    static String choices(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> written((Enum<?>) constant))
                .collect(Collectors.joining(", "));
    }

    private static SimpleDeserializers deserializers() {
        SimpleDeserializers all = new SimpleDeserializers() {
            @Override
            public JsonDeserializer<?> findEnumDeserializer(
                    Class<?> type, DeserializationConfig config, BeanDescription description) {
                return new Reader<>(type, () -> null, text -> constant(type, text), "one of " + choices(type));
            }
        };
        add(all, int.class, () -> Integer.MIN_VALUE, Integer::valueOf, "a whole number");
        add(all, Integer.class, () -> null, Integer::valueOf, "a whole number");
        add(all, double.class, () -> 0.0, Scalars::share, "a share from 0 to 1, such as 0.05");
        add(all, boolean.class, () -> false, Scalars::flag, "true or false");
        add(all, DataSize.class, () -> NO_SIZE, DataSize::parse, "a size such as 65536, 64KiB or 1MiB");
        add(all, Duration.class, () -> NO_TIME, TimeText::parse, "a time such as 250ms, 5s, 2m, 1h or PT5S");
        add(all, URI.class, () -> null, Scalars::uri, "an absolute URI such as http://127.0.0.1:8081");
        add(all, Path.class, () -> null, Path::of, "a file");
        add(all, Secret.class, () -> null, Secret::of, "a secret");
        return all;
    }

    private static <T> void add(
            SimpleDeserializers all,
            Class<T> type,
            Supplier<@Nullable T> absent,
            Function<String, T> parse,
            String expected) {
        all.addDeserializer(type, new Reader<>(type, absent, parse, expected));
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> written((Enum<?>) constant).equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static double share(String text) {
        if (!SHARE.matcher(text).matches()) {
            throw new IllegalArgumentException("no share");
        }
        return Double.parseDouble(text);
    }

    private static boolean flag(String text) {
        if (!Set.of("true", "false").contains(text)) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return text.equals("true");
    }

    private static URI uri(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute() || uri.getHost() == null) {
            throw new IllegalArgumentException("no absolute URI with a host");
        }
        return uri;
    }

    /** Reads one type of value. */
    private static final class Reader<T> extends StdDeserializer<T> {
        private final transient Supplier<@Nullable T> absent;
        private final transient Function<String, ? extends T> parse;
        private final String expected;

        Reader(Class<?> type, Supplier<@Nullable T> absent, Function<String, ? extends T> parse, String expected) {
            super(type);
            this.absent = absent;
            this.parse = parse;
            this.expected = expected;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return parse.apply(parser.getText());
            } catch (RuntimeException notOne) {
                ConfigReader.faults(context).refuseText(ConfigReader.path(parser.getParsingContext()), expected);
                return absent.get();
            }
        }

        @Override
        public @Nullable T getNullValue(DeserializationContext context) {
            return absent.get();
        }
    }

    /** Writes one type of value as text. */
    private static final class Writer<T> extends ToStringSerializerBase {
        private final Class<T> type;
        private final transient Function<? super T, String> text;

        Writer(Class<T> type, Function<? super T, String> text) {
            super(type);
            this.type = type;
            this.text = text;
        }

        @Override
        public String valueToString(Object value) {
            return text.apply(type.cast(value));
        }
    }
}
