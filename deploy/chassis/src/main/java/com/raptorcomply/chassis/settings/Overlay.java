package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Overlays the written settings with environment variables and defaults, following the components of the records. In
 * the result every setting has a value or is null, and every name is known. Used once, by one thread.
 */
final class Overlay {
    private static final String GROUP = "settings as 'name: value'";
    private static final String SECRET_FILE = ", or the same with _FILE for a file that holds it";

    private final Settings settings;
    private final SettingFaults faults = new SettingFaults();
    private final Variables variables;
    private final SettingNames names;
    private final SecretSource secrets;

    Overlay(Settings settings, Map<String, String> formerNames) {
        this.settings = settings;
        this.variables = new Variables(settings);
        this.names = new SettingNames(formerNames, faults);
        this.secrets = new SecretSource(faults, variables);
    }

    /** @param isPart true if other settings may stand beside these */
    ObjectNode complete(Class<? extends Record> type, boolean isPart) {
        ObjectNode root = settings.written();
        if (isPart) {
            root.retain(SettingNames.of(type));
        }
        group(type, root, "", Map.of());
        names.refuseFormerVariables(variables.unknown(), settings::variable);
        return root;
    }

    SettingFaults faults() {
        return faults;
    }

    List<String> unknownVariables() {
        return variables.unknown();
    }

    private void group(Class<?> type, ObjectNode node, String path, Map<String, String> presets) {
        for (RecordComponent component : type.getRecordComponents()) {
            Class<?> kind = component.getType();
            String below = Written.below(path, component.getName());
            if (kind == Secret.class) {
                secret(component, node, below);
            } else if (kind == Map.class) {
                map(argument(component, 1), object(node, component.getName(), below), below);
            } else if (kind == List.class) {
                list(component, node, below);
            } else if (Scalars.isOne(kind)) {
                scalar(component, node, below, presets);
            } else {
                nested(component, node, below);
            }
        }
        names.refuseUnknown(type, node, path);
    }

    private void nested(RecordComponent component, ObjectNode into, String path) {
        ObjectNode group = object(into, component.getName(), path);
        if (isNullable(component) && group.isEmpty() && !variables.reach(component.getType(), path)) {
            into.putNull(component.getName());
        } else {
            group(component.getType(), group, path, presets(component));
        }
    }

    /** Returns the group of this name; a new, empty one replaces a value of another type. */
    private ObjectNode object(ObjectNode into, String name, String path) {
        JsonNode given = into.get(name);
        if (given instanceof ObjectNode group) {
            return group;
        }
        if (given != null && (given.isArray() || !given.textValue().isEmpty())) {
            faults.seen(path, given);
            faults.refuse(path, "", GROUP);
        }
        return into.putObject(name);
    }

    private void map(Class<?> values, ObjectNode map, String path) {
        Set<String> keys = SettingNames.of(map);
        if (values == Secret.class) {
            Set<String> versions = new TreeSet<>(variables.entries(path));
            keys.forEach(key -> versions.add(SecretSource.name(key)));
            versions.forEach(version -> secrets.put(map, version, Written.below(path, version)));
        } else {
            keys.forEach(key ->
                    group(values, object(map, key, Written.below(path, key)), Written.below(path, key), Map.of()));
        }
    }

    /** Returns the value of the strongest source, and puts it in the place of the others. */
    private @Nullable JsonNode strongest(ObjectNode into, String name, String path) {
        JsonNode given = into.get(name);
        Written variable = variables.value(path);
        if (variable != null && (given == null || !Written.origin(given).equals(Written.HANDED_IN))) {
            into.set(name, variable);
            given = variable;
        }
        if (given != null) {
            faults.seen(path, given);
        }
        return given;
    }

    private void list(RecordComponent component, ObjectNode into, String path) {
        String name = component.getName();
        Class<?> values = argument(component, 0);
        JsonNode given = strongest(into, name, path);
        if (given instanceof ArrayNode list) {
            items(values, list, path);
            return;
        }
        if (given == null && isOptional(component)) {
            into.putNull(name);
            return;
        }
        ArrayNode list = into.putArray(name);
        if (given == null && !component.isAnnotationPresent(Default.class)) {
            faults.missing(path, Scalars.isOne(values) ? variables.name(path) : null, "");
        } else if (given instanceof Written one && Scalars.isOne(values)) {
            // Environment variables hold a list as one text with commas.
            for (String item : one.textValue().strip().split("\\s*,\\s*", -1)) {
                list.add(new Written(item, Written.origin(one)));
            }
            items(values, list, path);
        } else if (given instanceof ObjectNode
                || (given != null && !given.asText().isEmpty())) {
            faults.refuse(path, "", "a list");
        }
    }

    private void items(Class<?> values, ArrayNode list, String path) {
        for (int i = 0; i < list.size(); i++) {
            String entry = path + "[" + i + "]";
            JsonNode given = list.get(i);
            faults.seen(entry, given);
            if (given instanceof ObjectNode group && !Scalars.isOne(values)) {
                group(values, group, entry, Map.of());
            } else if (!Scalars.isOne(values)) {
                faults.refuse(entry, "", GROUP);
                list.setNull(i);
            } else if (!isText(given, entry)) {
                list.setNull(i);
            }
        }
    }

    private void scalar(RecordComponent component, ObjectNode into, String path, Map<String, String> presets) {
        String name = component.getName();
        JsonNode given = strongest(into, name, path);
        Default own = component.getAnnotation(Default.class);
        String otherwise = presets.getOrDefault(name, own == null ? "" : own.value());
        if (given == null && !otherwise.isEmpty()) {
            Written preset = new Written(otherwise, Written.DEFAULT);
            faults.seen(path, preset);
            into.set(name, preset);
        } else if (given == null || !isText(given, path)) {
            if (given == null && !isOptional(component)) {
                faults.missing(path, variables.name(path), "");
            }
            into.putNull(name);
        }
    }

    /** Returns true if the node is a text that is not blank; records a fault otherwise. */
    private boolean isText(JsonNode node, String path) {
        if (!node.isTextual()) {
            faults.refuse(path, "", "one value");
        } else if (node.textValue().isBlank()) {
            faults.empty(path);
        }
        return node.isTextual() && !node.textValue().isBlank();
    }

    private void secret(RecordComponent component, ObjectNode into, String path) {
        if (!secrets.put(into, component.getName(), path) && !isOptional(component)) {
            faults.missing(path, variables.name(path), SECRET_FILE);
        }
    }

    /** Returns the defaults that a group's {@link Default} gives to its settings. */
    private static Map<String, String> presets(RecordComponent component) {
        Map<String, String> presets = new HashMap<>();
        Default given = component.getAnnotation(Default.class);
        for (String preset : given == null ? new String[0] : given.value().split(",\\s*", -1)) {
            String[] named = preset.split(":\\s*", 2);
            presets.put(named[0], named[1]);
        }
        return presets;
    }

    private static boolean isOptional(RecordComponent component) {
        return isNullable(component) || component.isAnnotationPresent(Computed.class);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Class<?> argument(RecordComponent component, int index) {
        return (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
    }
}
