package com.raptorcomply.chassis.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One place in the tree of settings, with what each source has there.
 *
 * @param path its dotted name; empty at the root
 * @param environmentPath the same for names of variables; null where variables cannot reach
 */
record Place(
        Sources sources,
        String path,
        @Nullable String environmentPath,
        @Nullable SettingNode handedIn,
        @Nullable SettingNode written) {

    String name(String key) {
        return Sources.below(path, key);
    }

    boolean has(String key) {
        return sources.find(handedIn, key) != null
                || value(key) != null
                || sources.find(written, key) != null
                || (environmentPath != null
                        && !sources.environmentKeys(Sources.below(environmentPath, key))
                                .isEmpty());
    }

    @Nullable
    Value value(String key) {
        List<SettingNode.Scalar> found = scalars(key);
        return found.isEmpty() ? null : new Value(name(key), found.get(0));
    }

    /** What the sources say, the strongest first; all of them count as read. */
    List<SettingNode.Scalar> scalars(String key) {
        SettingNode variable =
                environmentPath == null ? null : sources.environment(Sources.below(environmentPath, key));
        List<SettingNode.Scalar> found = new ArrayList<>();
        for (SettingNode node :
                new @Nullable SettingNode[] {sources.find(handedIn, key), variable, sources.find(written, key)}) {
            if (node instanceof SettingNode.Scalar scalar) {
                sources.markRead(scalar);
                found.add(scalar);
            }
        }
        return found;
    }

    @Nullable
    SettingNode handedOrWritten(String key) {
        SettingNode handed = sources.find(handedIn, key);
        return handed != null ? handed : sources.find(written, key);
    }

    Place child(String key) {
        return new Place(
                sources,
                name(key),
                environmentPath == null ? null : Sources.below(environmentPath, key),
                sources.find(handedIn, key),
                sources.find(written, key));
    }

    /** The entries of a list; there are none without one. */
    List<Place> children(String key) {
        SettingNode node = handedOrWritten(key);
        if (node == null) {
            return List.of();
        }
        List<SettingNode> items = items(key, node);
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Place(sources, name(key) + "[" + i + "]", null, null, items.get(i)))
                .toList();
    }

    List<String> texts(String key, SettingNode list) {
        return items(key, list).stream().map(item -> text(key, item)).toList();
    }

    Set<String> keys() {
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

    /** A fault for each source that has something which nobody has read. */
    List<SettingsException> unknown() {
        List<SettingsException> unknown = new ArrayList<>();
        for (SettingNode node : new @Nullable SettingNode[] {handedIn, written}) {
            List<String> unread = node == null ? List.of() : sources.unread(node, path);
            if (!unread.isEmpty()) {
                unknown.add(new SettingsException("Unknown setting " + String.join(", ", unread)));
            }
        }
        return unknown;
    }

    /** @param otherwise a further way to give it, or nothing */
    SettingsException missing(String key, String otherwise) {
        String variable = environmentPath == null
                ? ""
                : " (environment variable " + sources.variable(Sources.below(environmentPath, key)) + otherwise + ")";
        return new SettingsException("Setting '" + name(key) + "'" + variable + " is required");
    }

    SettingsException refuse(String key, String expected) {
        Value value = value(key);
        if (value != null) {
            return value.refuse(expected);
        }
        SettingNode node = handedOrWritten(key);
        String origin = node == null ? "" : " at " + node.origin();
        return new SettingsException("Setting '" + name(key) + "'" + origin + ": expected " + expected);
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

    private String text(String key, SettingNode node) {
        sources.markRead(node);
        if (node instanceof SettingNode.Scalar scalar) {
            return new Value(name(key), scalar).text();
        }
        throw new SettingsException("Setting '" + name(key) + "' at " + node.origin() + ": expected a list of texts");
    }
}
