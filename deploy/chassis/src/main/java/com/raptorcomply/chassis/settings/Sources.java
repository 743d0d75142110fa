package com.raptorcomply.chassis.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where values come from, and which of the written ones somebody has read. Not safe for concurrent use. */
final class Sources {
    private final String environmentPrefix;
    private final Map<String, String> environment;
    private final Set<SettingNode> read = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> variablesAskedFor = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final SortedMap<String, String> inForce = new TreeMap<>();
    private boolean collecting;

    Sources(String environmentPrefix, Map<String, String> environment) {
        this.environmentPrefix = environmentPrefix;
        this.environment = environment;
    }

    /** From now on faults are kept rather than thrown. */
    void collect() {
        collecting = true;
    }

    void fault(SettingsException fault) {
        if (!collecting) {
            throw fault;
        }
        String message = String.valueOf(fault.getMessage());
        if (!faults.contains(message)) {
            faults.add(message);
        }
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    void note(String name, String value, String origin) {
        inForce.put(name, SettingsException.masked(value) + "  # " + origin);
    }

    SortedMap<String, String> inForce() {
        return Collections.unmodifiableSortedMap(inForce);
    }

    /** {@code database.poolSize} under prefix {@code GATEWAY} is {@code GATEWAY_DATABASE_POOL_SIZE}. */
    String variable(String path) {
        String words =
                path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_').replace('-', '_');
        return environmentPrefix + "_" + words.toUpperCase(Locale.ROOT);
    }

    SettingNode.@Nullable Scalar environment(String path) {
        String variable = variable(path);
        variablesAskedFor.add(variable);
        String value = environment.get(variable);
        return value == null ? null : new SettingNode.Scalar(value, "environment variable " + variable);
    }

    /** What follows {@code path} in the names of variables, when it is one word: {@code …_TAG_KEYS_2} gives 2. */
    List<String> environmentKeys(String path) {
        String start = variable(path) + "_";
        return environment.keySet().stream()
                .filter(name -> name.startsWith(start))
                .map(name -> name.substring(start.length()))
                .filter(rest -> !rest.isEmpty() && rest.indexOf('_') < 0)
                .sorted()
                .toList();
    }

    /** The variables with the service's prefix that no setting was looked up in; sorted. */
    List<String> unreadVariables() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(environmentPrefix + "_") && !variablesAskedFor.contains(name))
                .sorted()
                .toList();
    }

    /** The node at a dotted name below {@code from}, marked as read, or null. */
    @Nullable
    SettingNode find(@Nullable SettingNode from, String key) {
        SettingNode node = from;
        for (String name : key.split("\\.", -1)) {
            if (!(node instanceof SettingNode.Mapping mapping)) {
                return null;
            }
            node = mapping.entries().get(name);
            if (node instanceof SettingNode.Items || isEmpty(node)) {
                read.add(node);
            }
        }
        return node;
    }

    void markRead(SettingNode node) {
        read.add(node);
    }

    private static boolean isEmpty(@Nullable SettingNode node) {
        return node instanceof SettingNode.Scalar scalar && scalar.value().isEmpty();
    }

    /** What was written and never read, as {@code 'database.pool' at gateway.yaml:7}. */
    List<String> unread(SettingNode node, String path) {
        List<String> found = new ArrayList<>();
        if (node instanceof SettingNode.Mapping mapping) {
            mapping.entries().forEach((name, nested) -> found.addAll(unread(nested, below(path, name))));
        } else if (!read.contains(node)) {
            found.add("'" + path + "' at " + node.origin());
        } else if (node instanceof SettingNode.Items items) {
            for (int i = 0; i < items.items().size(); i++) {
                found.addAll(unread(items.items().get(i), path + "[" + i + "]"));
            }
        }
        return found;
    }

    static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
