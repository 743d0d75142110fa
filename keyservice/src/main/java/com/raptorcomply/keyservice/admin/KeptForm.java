package com.raptorcomply.keyservice.admin;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what was typed into a form that was not taken, for a page that sends it again. Passwords and codes are left out,
 * because a page never holds them.
 *
 * @param values by name, in the form's order
 */
public record KeptForm(Map<String, List<String>> values) {
    /** Precedes the names of fields that a form of the sign-in carries. */
    private static final String CARRIED = "kept.";

    private static final Set<String> LEFT_OUT =
            Set.of(FormFields.CSRF, "code", "currentPassword", "newPassword", "password", "username");

    public KeptForm {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** An input of the page that sends the form again. */
    public record Field(String name, String value) {}

    /** Keeps a form. */
    static KeptForm of(FormFields form) {
        Map<String, List<String>> values = new LinkedHashMap<>(form.values());
        values.keySet().removeAll(LEFT_OUT);
        return new KeptForm(values);
    }

    /** Returns the form that a form of the sign-in carries; an empty one if it carries none. */
    public static KeptForm carried(FormFields form) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        form.values().forEach((name, typed) -> {
            if (name.startsWith(CARRIED)) {
                values.put(name.substring(CARRIED.length()), typed);
            }
        });
        return new KeptForm(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Returns the inputs that send the form. */
    public List<Field> fields() {
        return fields("");
    }

    /** Returns the inputs by which a form of the sign-in carries this one. */
    public List<Field> toCarry() {
        return fields(CARRIED);
    }

    private List<Field> fields(String prefix) {
        List<Field> fields = new ArrayList<>();
        values.forEach((name, all) -> all.forEach(value -> fields.add(new Field(prefix + name, value))));
        return fields;
    }
}
