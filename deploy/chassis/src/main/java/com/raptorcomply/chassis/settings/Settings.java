package com.raptorcomply.chassis.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A service's settings, read by dotted camelCase name. The first source that has a value wins: handed in, environment
 * variable, YAML file, the default given. {@code database.poolSize} of the service with prefix {@code GATEWAY} is the
 * variable {@code GATEWAY_DATABASE_POOL_SIZE}; a secret may also be read from the file that {@code …File} or
 * {@code …_FILE} names. Every reading method throws {@link SettingsException}. Read at start, by one thread.
 */
public final class Settings {
    private final Sources sources;
    private final String path;
    private final @Nullable String environmentPath;
    private final @Nullable SettingNode handedIn;
    private final @Nullable SettingNode written;

    private Settings(
            Sources sources,
            String path,
            @Nullable String environmentPath,
            @Nullable SettingNode handedIn,
            @Nullable SettingNode written) {
        this.sources = sources;
        this.path = path;
        this.environmentPath = environmentPath;
        this.handedIn = handedIn;
        this.written = written;
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
        return new Settings(
                new Sources(prefix, environment),
                "",
                "",
                OverrideSource.read(overrides),
                yaml == null ? null : YamlSource.read(yaml));
    }

    /** Whether any source has a value, a list or nested settings of this name. */
    public boolean has(String key) {
        return sources.find(handedIn, key) != null
                || value(key) != null
                || sources.find(written, key) != null
                || !keysFromEnvironment(key).isEmpty();
    }

    public String string(String key) {
        return require(key).text();
    }

    public String string(String key, String fallback) {
        return optional(key).orElse(fallback);
    }

    public Optional<String> optional(String key) {
        return Optional.ofNullable(value(key)).map(Value::text);
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
        return Units.uri(require(key));
    }

    /** A secret that must be there, written or in the file that {@code keyFile} names. */
    public Secret secret(String key) {
        return optionalSecret(key).orElseThrow(() -> missing(key));
    }

    public Optional<Secret> optionalSecret(String key) {
        return Optional.ofNullable(SecretValue.of(scalars(key), scalars(key + "File"), name(key)));
    }

    /** The settings below a name; empty ones if there are none. */
    public Settings child(String key) {
        return new Settings(
                sources,
                Sources.below(path, key),
                environmentPath == null ? null : Sources.below(environmentPath, key),
                sources.find(handedIn, key),
                sources.find(written, key));
    }

    /** The settings of each entry of a list; environment variables cannot reach into these. */
    public List<Settings> children(String key) {
        SettingNode node = handedOrWritten(key);
        if (node == null) {
            return List.of();
        }
        List<SettingNode> items = items(key, node);
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Settings(sources, name(key) + "[" + i + "]", null, null, items.get(i)))
                .toList();
    }

    /** A list of texts; one text is split at its commas. Empty when there is none. */
    public List<String> strings(String key) {
        Value single = value(key);
        if (single != null) {
            return List.of(single.text().split("\\s*,\\s*", -1));
        }
        SettingNode node = handedOrWritten(key);
        return node == null
                ? List.of()
                : items(key, node).stream().map(item -> scalar(key, item)).toList();
    }

    /** The names directly below here, of all sources. A variable's part after the last underscore counts as a name. */
    public Set<String> keys() {
        Set<String> names = new LinkedHashSet<>();
        for (SettingNode node : new @Nullable SettingNode[] {handedIn, written}) {
            if (node instanceof SettingNode.Mapping mapping) {
                names.addAll(mapping.entries().keySet());
            }
        }
        if (environmentPath != null && !environmentPath.isEmpty()) {
            names.addAll(sources.environmentKeys(environmentPath));
        }
        return new TreeSet<>(names);
    }

    /** Refuses what was written or handed in and that nobody has read: misspelt names do not pass in silence. */
    public void refuseUnknown() {
        for (SettingNode node : new @Nullable SettingNode[] {handedIn, written}) {
            List<String> unread = node == null ? List.of() : sources.unread(node, path);
            if (!unread.isEmpty()) {
                throw new SettingsException("Unknown setting " + String.join(", ", unread));
            }
        }
    }

    /**
     * The names of environment variables that look like settings and that nobody has read. They may be misspelt; they are not
     * refused, since others make such variables, too: Kubernetes, {@code GATEWAY_SERVICE_HOST} for a service "gateway".
     */
    public List<String> unreadVariables() {
        return sources.unreadVariables();
    }

    /** An error about this setting's value, for checks that a service makes itself. */
    public SettingsException refuse(String key, String accepted) {
        Value value = value(key);
        if (value != null) {
            return value.refuse(accepted);
        }
        SettingNode node = handedOrWritten(key);
        String origin = node == null ? "" : " at " + node.origin();
        return new SettingsException("Setting '" + name(key) + "'" + origin + ": expected " + accepted);
    }

    private Set<String> keysFromEnvironment(String key) {
        return environmentPath == null
                ? Set.of()
                : Set.copyOf(sources.environmentKeys(Sources.below(environmentPath, key)));
    }

    private <T> T read(String key, T fallback, Function<Value, T> parse) {
        Value value = value(key);
        return value == null ? fallback : parse.apply(value);
    }

    private Value require(String key) {
        Value value = value(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private SettingsException missing(String key) {
        String variable = environmentPath == null
                ? ""
                : " (environment variable " + sources.variable(Sources.below(environmentPath, key)) + ")";
        return new SettingsException("Setting '" + name(key) + "'" + variable + " is required");
    }

    private @Nullable Value value(String key) {
        List<SettingNode.Scalar> found = scalars(key);
        return found.isEmpty() ? null : new Value(name(key), found.get(0));
    }

    private List<SettingNode.Scalar> scalars(String key) {
        SettingNode handed = sources.find(handedIn, key);
        SettingNode variable =
                environmentPath == null ? null : sources.environment(Sources.below(environmentPath, key));
        SettingNode file = sources.find(written, key);
        List<SettingNode.Scalar> found = new ArrayList<>();
        for (SettingNode node : new @Nullable SettingNode[] {handed, variable, file}) {
            if (node instanceof SettingNode.Scalar scalar) {
                sources.markRead(scalar);
                found.add(scalar);
            }
        }
        return found;
    }

    private @Nullable SettingNode handedOrWritten(String key) {
        SettingNode handed = sources.find(handedIn, key);
        return handed != null ? handed : sources.find(written, key);
    }

    private List<SettingNode> items(String key, SettingNode node) {
        if (node instanceof SettingNode.Items list) {
            return list.items();
        }
        if (node instanceof SettingNode.Scalar scalar && scalar.value().isEmpty()) {
            return List.of();
        }
        throw new SettingsException("Setting '" + name(key) + "' at " + node.origin() + ": expected a list");
    }

    private String scalar(String key, SettingNode node) {
        sources.markRead(node);
        if (node instanceof SettingNode.Scalar scalar) {
            return new Value(name(key), scalar).text();
        }
        throw new SettingsException("Setting '" + name(key) + "' at " + node.origin() + ": expected a list of texts");
    }

    private String name(String key) {
        return Sources.below(path, key);
    }
}
