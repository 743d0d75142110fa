package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds the sources of a service's settings, in order of precedence: the program, environment variables, a YAML file.
 * {@code database.poolSize} of the service with prefix {@code GATEWAY} is the variable {@code
 * GATEWAY_DATABASE_POOL_SIZE}. A {@link ConfigReader} makes a record of them. Immutable.
 */
public final class Settings {
    private final String prefix;
    private final Map<String, String> environment;
    private final ObjectNode written;

    private Settings(String prefix, Map<String, String> environment, ObjectNode written) {
        this.prefix = prefix;
        this.environment = environment;
        this.written = written;
    }

    /**
     * Reads the sources of one service.
     *
     * @param prefix of environment variables, such as {@code GATEWAY}
     * @param yaml the settings file, null without one; at most 1 MiB
     * @param overrides by dotted name; values are text, numbers, booleans, lists, maps or {@link Secret}s
     * @throws SettingsException if the file cannot be read or is no YAML
     */
    public static Settings load(
            String prefix, @Nullable Path yaml, Map<String, String> environment, Map<String, ?> overrides) {
        ObjectNode written = yaml == null ? JsonNodeFactory.instance.objectNode() : YamlSource.read(yaml);
        merge(written, (ObjectNode) handedIn(overrides));
        return new Settings(prefix, Map.copyOf(environment), written);
    }

    /**
     * Reads settings that are part of the program.
     *
     * @param name of the document in messages
     * @param yaml the document
     */
    public static Settings packaged(String name, Reader yaml) {
        try {
            return new Settings("", Map.of(), YamlSource.read(name, yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /** Returns these settings, completed by those that only the file of the weaker ones has. */
    public Settings orElse(Settings weaker) {
        ObjectNode both = weaker.written.deepCopy();
        merge(both, written);
        return new Settings(prefix, environment, both);
    }

    /** Returns only this setting and those below it, from the file alone. */
    public Settings only(String name) {
        return new Settings(prefix, Map.of(), written.deepCopy().retain(name));
    }

    /**
     * Returns true if the file, the environment or the program has the setting.
     *
     * @param name without dots
     */
    public boolean has(String name) {
        return written.has(name) || environment.containsKey(variable(name));
    }

    /**
     * Returns the text of a single value from the strongest source.
     *
     * @param name without dots
     */
    public Optional<String> text(String name) {
        Optional<JsonNode> given = Optional.ofNullable(written.get(name));
        boolean isHandedIn =
                given.map(Written::origin).filter(Written.HANDED_IN::equals).isPresent();
        return Optional.ofNullable(isHandedIn ? null : environment.get(variable(name)))
                .or(() -> given.map(JsonNode::textValue));
    }

    /**
     * Returns the environment variable of a setting: {@code database.poolSize} under prefix {@code GATEWAY} is {@code
     * GATEWAY_DATABASE_POOL_SIZE}.
     */
    String variable(String path) {
        String words =
                path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').replace('-', '_');
        return prefix + "_" + words.toUpperCase(Locale.ROOT);
    }

    String prefix() {
        return prefix;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Returns a copy of the written settings. */
    ObjectNode written() {
        return written.deepCopy();
    }

    private static void merge(ObjectNode into, ObjectNode stronger) {
        for (Map.Entry<String, JsonNode> field : stronger.properties()) {
            if (field.getValue() instanceof ObjectNode group && into.get(field.getKey()) instanceof ObjectNode weaker) {
                merge(weaker, group);
            } else {
                into.set(field.getKey(), field.getValue().deepCopy());
            }
        }
    }

    private static JsonNode handedIn(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode group = JsonNodeFactory.instance.objectNode();
            map.forEach((name, nested) -> put(group, String.valueOf(name), handedIn(nested)));
            return group;
        }
        if (value instanceof List<?> list) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> items.add(handedIn(item)));
            return items;
        }
        String text = value instanceof Secret secret ? secret.reveal() : String.valueOf(value);
        return new Written(text, Written.HANDED_IN);
    }

    private static void put(ObjectNode into, String dottedName, JsonNode value) {
        int dot = dottedName.indexOf('.');
        if (dot < 0) {
            into.set(dottedName, value);
            return;
        }
        String first = dottedName.substring(0, dot);
        JsonNode group = into.get(first);
        if (group != null && !group.isObject()) {
            throw new SettingsException("Setting '" + dottedName + "' (handed in) contradicts a shorter name");
        }
        put(group == null ? into.putObject(first) : (ObjectNode) group, dottedName.substring(dot + 1), value);
    }
}
