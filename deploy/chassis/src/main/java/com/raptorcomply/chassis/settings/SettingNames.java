package com.raptorcomply.chassis.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses unknown setting names: misspelt ones with the nearest name, former ones with the present one. */
final class SettingNames {
    private final Map<String, String> former;
    private final SettingFaults faults;

    /** @param former present names by former names; {@code *} stands for a name in a map or the index of an entry */
    SettingNames(Map<String, String> former, SettingFaults faults) {
        this.former = former;
        this.faults = faults;
    }

    static Set<String> of(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<String> of(ObjectNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Refuses and removes the unknown settings of a group. */
    void refuseUnknown(Class<?> type, ObjectNode group, String path) {
        Set<String> known = of(type);
        for (Map.Entry<String, JsonNode> field : group.properties()) {
            if (!known.contains(field.getKey())) {
                refuse(field.getValue(), Written.below(path, field.getKey()), nearest(field.getKey(), known));
            }
        }
        group.retain(known);
    }

    private void refuse(JsonNode node, String path, String suggestion) {
        faults.seen(path, node);
        boolean isFormerGroup = false;
        for (Map.Entry<String, String> names : former.entrySet()) {
            Matcher name = pattern(names.getKey(), "([^.\\[\\]]+)").matcher(path);
            if (name.matches()) {
                String present = " is now called '" + fill(names.getValue(), name) + "'";
                faults.say(path, "Setting '" + path + "'" + faults.place(path) + present);
                return;
            }
            isFormerGroup |= name.hitEnd();
        }
        if (isFormerGroup && node instanceof ObjectNode group && !group.isEmpty()) {
            group.properties().forEach(field -> refuse(field.getValue(), Written.below(path, field.getKey()), ""));
        } else {
            faults.say(path, "Unknown setting '" + path + "'" + faults.place(path) + suggestion);
        }
    }

    /**
     * Refuses variables of former names, because they would be ignored silently.
     *
     * @param variables that belong to no setting: that of a present name may have the form of a former one
     */
    void refuseFormerVariables(List<String> variables, UnaryOperator<String> variable) {
        for (Map.Entry<String, String> names : former.entrySet()) {
            Pattern pattern = pattern(variable.apply(names.getKey()), "(\\w+?)");
            for (String given : variables) {
                Matcher name = pattern.matcher(given);
                if (name.matches()) {
                    String present = fill(variable.apply(names.getValue()), name);
                    faults.say(given, "Environment variable " + given + " is now called " + present);
                }
            }
        }
    }

    private static Pattern pattern(String name, String star) {
        return Pattern.compile(
                Stream.of(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(star)));
    }

    private static String fill(String name, Matcher stars) {
        String filled = name;
        for (int i = 1; i <= stars.groupCount(); i++) {
            filled = filled.replaceFirst("\\*", Matcher.quoteReplacement(stars.group(i)));
        }
        return filled;
    }

    private static String nearest(String name, Set<String> known) {
        return NearestName.of(name, known)
                .map(other -> "; did you mean '" + other + "'?")
                .orElse("");
    }
}
