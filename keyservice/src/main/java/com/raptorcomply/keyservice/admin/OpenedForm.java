package com.raptorcomply.keyservice.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a resource when the form that changes it was opened. The form carries them in words, so that the second of
 * two people sees what the first has changed.
 */
public final class OpenedForm {
    private static final String WAS = "was.";

    private OpenedForm() {}

    /** A field with its value when the form was opened, and its value now. */
    public record Change(String label, String was, String now) {}

    /**
     * Returns the state of a form that carries the resource as it is now.
     *
     * @param shown the fields in words, by their labels
     */
    public static FormState of(FormState form, Map<String, String> shown) {
        Map<String, List<String>> values = new HashMap<>(form.values());
        shown.forEach((label, text) -> values.put(WAS + label, List.of(text)));
        return new FormState(values, form.faults());
    }

    /** Returns what differs between the resource that the form carries and the resource as it is now. */
    public static List<Change> changes(FormState typed, Map<String, String> shown) {
        List<Change> changes = new ArrayList<>();
        shown.forEach((label, now) -> {
            String name = WAS + label;
            if (typed.values().containsKey(name) && !typed.value(name).equals(now)) {
                changes.add(new Change(label, typed.value(name), now));
            }
        });
        return changes;
    }

    /** Returns true if the field holds another text than when the form was opened, or if the form does not carry that. */
    public static boolean isTouched(FormFields form, String label, String name) {
        return !was(form, label).equals(form.text(name)) || !form.values().containsKey(WAS + label);
    }

    /** Returns the field in words when the form was opened; none if that was empty, or if the form does not carry it. */
    public static Optional<String> was(FormFields form, String label) {
        return form.text(WAS + label);
    }

    /** Returns the names of the fields that carry the resource. */
    public static List<String> names(FormState form) {
        return form.values().keySet().stream()
                .filter(name -> name.startsWith(WAS))
                .sorted()
                .toList();
    }
}
