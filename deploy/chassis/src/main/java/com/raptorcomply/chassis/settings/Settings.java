package com.raptorcomply.chassis.settings;

import java.io.Reader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service's settings, read by dotted camelCase name. The first source that has a value wins: handed in, environment
 * variable, YAML file, the default given. {@code database.poolSize} of the service with prefix {@code GATEWAY} is the
 * variable {@code GATEWAY_DATABASE_POOL_SIZE}; a secret may also be read from the file that {@code …File} or
 * {@code …_FILE} names. Every reading method throws {@link SettingsException}, except within {@link #examine}, which
 * collects all faults. Read at start, by one thread.
 */
public final class Settings {
    /** Stands for what is missing or wrong while the other faults are looked for. */
    private static final String UNSET = "unset";

    private final Place place;
    private final Sources sources;

    private Settings(Place place) {
        this.place = place;
        this.sources = place.sources();
    }

    /**
     * The settings of one service.
     *
     * @param prefix of environment variables, {@code GATEWAY}
     * @param yaml the settings file, if there is one; at most 1 MiB
     * @param overrides by dotted name; values are text, numbers, booleans, lists, maps or {@link Secret}s
     */
    public static Settings load(
            String prefix, @Nullable Path yaml, Map<String, String> environment, Map<String, ?> overrides) {
        return new Settings(new Place(
                new Sources(prefix, environment),
                "",
                "",
                OverrideSource.read(overrides),
                yaml == null ? null : YamlSource.read(yaml)));
    }

    /** Settings that are part of the program: a YAML document, and what errors call it. */
    public static Settings packaged(String prefix, String name, Reader yaml) {
        return new Settings(new Place(new Sources(prefix, Map.of()), "", "", null, YamlSource.read(name, yaml)));
    }

    /**
     * Reads everything as a service would, and collects all faults rather than throwing the first. These settings are of
     * no other use afterwards, because what is wrong has a placeholder.
     *
     * @param reader reads all that the service has
     */
    public Examination examine(Consumer<Settings> reader) {
        sources.collect();
        try {
            reader.accept(this);
            place.unknown().forEach(sources::fault);
        } catch (SettingsException e) {
            sources.fault(e);
        } catch (RuntimeException e) {
            // A placeholder may lead to this, and then its fault is the one to tell.
            if (sources.faults().isEmpty()) {
                throw e;
            }
        }
        return new Examination(sources.faults(), sources.inForce());
    }

    /** Whether any source has a value, a list or nested settings of this name. */
    public boolean has(String key) {
        return place.has(key);
    }

    public String string(String key) {
        return required(key, UNSET, Value::text);
    }

    public String string(String key, String fallback) {
        return read(key, fallback, Value::text);
    }

    public Optional<String> optional(String key) {
        return place.value(key) == null ? Optional.empty() : Optional.of(read(key, UNSET, Value::text));
    }

    public int integer(String key, int fallback, int min, int max) {
        return Math.toIntExact(read(key, (long) fallback, value -> Units.wholeNumber(value, min, max)));
    }

    /** A number of bytes: {@code 65536}, {@code 64KiB}, {@code 1MiB}, {@code 2GiB}. */
    public long bytes(String key, long fallback, long min, long max) {
        return read(key, fallback, value -> Units.bytes(value, min, max));
    }

    /** A time: {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 30d}, or ISO 8601 such as {@code PT5S}. */
    public Duration duration(String key, Duration fallback, Duration min, Duration max) {
        return read(key, fallback, value -> Units.duration(value, min, max));
    }

    public boolean bool(String key, boolean fallback) {
        return read(key, fallback, Units::bool);
    }

    /** A share of a whole, from 0 to 1. */
    public double ratio(String key, double fallback) {
        return read(key, fallback, Units::ratio);
    }

    /** One of the constants, written in lower case with hyphens: {@code VERIFY_FULL} is {@code verify-full}. */
    public <E extends Enum<E>> E oneOf(String key, E fallback) {
        return read(key, fallback, value -> Units.oneOf(value, fallback.getDeclaringClass()));
    }

    public URI uri(String key) {
        return required(key, URI.create("http://" + UNSET), Units::uri);
    }

    /** A secret that must be there, written or in the file that {@code keyFile} names. */
    public Secret secret(String key) {
        return optionalSecret(key).orElseGet(() -> {
            fault(place.missing(key, ", or the same with _FILE for a file that holds it"));
            return Secret.of(UNSET);
        });
    }

    /** A secret that may be there. An empty variable gives none, because Compose and unit files make such ones. */
    public Optional<Secret> optionalSecret(String key) {
        List<SettingNode.Scalar> written = SecretValue.given(place.scalars(key));
        List<SettingNode.Scalar> files = SecretValue.given(place.scalars(key + "File"));
        if (written.isEmpty() && files.isEmpty()) {
            return Optional.empty();
        }
        String name = place.name(key);
        sources.note(
                name, "[secret]", (written.isEmpty() ? files : written).get(0).origin());
        return Optional.of(kept(Secret.of(UNSET), () -> SecretValue.of(written, files, name)));
    }

    /** The settings below a name; empty ones if there are none. */
    public Settings child(String key) {
        return new Settings(place.child(key));
    }

    /** The settings of each entry of a list; environment variables cannot reach into these. */
    public List<Settings> children(String key) {
        return kept(List.<Place>of(), () -> place.children(key)).stream()
                .map(Settings::new)
                .toList();
    }

    /** A list of texts; one text is split at its commas. Empty when there is none. */
    public List<String> strings(String key) {
        if (place.value(key) != null) {
            return List.of(read(key, UNSET, Value::text).split("\\s*,\\s*", -1));
        }
        SettingNode node = place.handedOrWritten(key);
        if (node == null) {
            return List.of();
        }
        List<String> texts = kept(List.of(), () -> place.texts(key, node));
        sources.note(place.name(key), String.join(", ", texts), node.origin());
        return texts;
    }

    /** Addresses {@code http(s)://host[:port]} with nothing behind them; empty when there are none. */
    public List<URI> origins(String key, int max) {
        List<URI> origins = new ArrayList<>();
        for (String text : strings(key)) {
            Units.origin(text)
                    .ifPresentOrElse(
                            origins::add,
                            () -> fault(
                                    refuse(key, "http(s)://host[:port] without a path or user, not '" + text + "'")));
        }
        expect(origins.size() <= max, key, "at most " + max + " of http(s)://host[:port]");
        return List.copyOf(origins);
    }

    /** The same, at least one. */
    public List<URI> requiredOrigins(String key, int max) {
        if (has(key)) {
            expect(!strings(key).isEmpty(), key, "at least one http(s)://host[:port]");
        } else {
            fault(place.missing(key, ""));
        }
        return origins(key, max);
    }

    /** The names directly below here, of all sources. A variable's part after the last underscore counts as a name. */
    public Set<String> keys() {
        return place.keys();
    }

    /** Refuses what was written or handed in and that nobody has read: misspelt names do not pass in silence. */
    public void refuseUnknown() {
        place.unknown().forEach(this::fault);
    }

    /**
     * The names of environment variables that look like settings and that nobody has read. They may be misspelt; they are not
     * refused, since others make such variables, too: Kubernetes, {@code GATEWAY_SERVICE_HOST} for a service "gateway".
     */
    public List<String> unreadVariables() {
        return sources.unreadVariables();
    }

    /** Refuses the setting unless it is accepted, for checks that a service makes itself. */
    public void expect(boolean accepted, String key, String expected) {
        if (!accepted) {
            fault(refuse(key, expected));
        }
    }

    /** An error about this setting's value, for checks after which nothing more can be read. */
    public SettingsException refuse(String key, String expected) {
        return place.refuse(key, expected);
    }

    /** Throws the fault, or keeps it while all faults are collected. */
    public void fault(SettingsException fault) {
        sources.fault(fault);
    }

    private <T> T read(String key, T fallback, Function<Value, T> parse) {
        Value value = place.value(key);
        if (value == null) {
            sources.note(place.name(key), Units.shown(fallback), "default");
            return fallback;
        }
        sources.note(place.name(key), value.scalar().value(), value.scalar().origin());
        return kept(fallback, () -> parse.apply(value));
    }

    private <T> T required(String key, T placeholder, Function<Value, T> parse) {
        if (place.value(key) == null) {
            fault(place.missing(key, ""));
            return placeholder;
        }
        return read(key, placeholder, parse);
    }

    private <T> T kept(T placeholder, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SettingsException e) {
            fault(e);
            return placeholder;
        }
    }
}
