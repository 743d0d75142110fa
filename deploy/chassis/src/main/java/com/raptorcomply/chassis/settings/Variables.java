package com.raptorcomply.chassis.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the environment variables of one service, and remembers which belong to a setting. */
final class Variables {
    private final Settings settings;
    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();

    Variables(Settings settings) {
        this.settings = settings;
        this.environment = settings.environment();
    }

    /** Returns the variable of a setting; null in the entry of a list, which variables cannot reach. */
    @Nullable
    String name(String path) {
        return path.indexOf('[') < 0 ? settings.variable(path) : null;
    }

    /** Returns the variable's value; null without one. */
    @Nullable
    Written value(String path) {
        String name = name(path);
        if (name == null) {
            return null;
        }
        known.add(name);
        String value = environment.get(name);
        return value == null ? null : new Written(value, "environment variable " + name);
    }

    /** Returns true if a variable exists for a setting of this group. */
    boolean reach(Class<?> group, String path) {
        return Stream.of(group.getRecordComponents()).anyMatch(component -> {
            String below = Written.below(path, component.getName());
            String name = String.valueOf(name(below));
            if (component.getType() == Secret.class) {
                return !environment.getOrDefault(name, "").isEmpty()
                        || !environment.getOrDefault(name + "_FILE", "").isEmpty();
            }
            return Scalars.isOne(component.getType())
                    ? environment.containsKey(name)
                    : reach(component.getType(), below);
        });
    }

    /** Returns the names in a map of secrets that have variables: {@code …_TAG_KEYS_2} or {@code …_TAG_KEYS_2_FILE}. */
    Set<String> entries(String path) {
        Set<String> names = new TreeSet<>();
        Pattern entry = Pattern.compile(Pattern.quote(settings.variable(path)) + "_([^_]+)(_FILE)?");
        environment.keySet().stream()
                .map(entry::matcher)
                .filter(Matcher::matches)
                .forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** Returns the variables with the service's prefix that belong to no setting, sorted. */
    List<String> unknown() {
        return environment.keySet().stream()
                .filter(name -> name.startsWith(settings.prefix() + "_") && !known.contains(name))
                .sorted()
                .toList();
    }
}
