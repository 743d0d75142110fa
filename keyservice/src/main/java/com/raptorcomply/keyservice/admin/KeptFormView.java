package com.raptorcomply.keyservice.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The page of a form that was not taken. It holds what was typed, and sends it again.
 *
 * @param action the address that the form is sent to
 * @param csrfToken the one that the form came with, for a page whose session could not be read
 */
public record KeptFormView(String title, String sentence, String action, KeptForm form, String csrfToken, String button)
        implements View {
    /** The fields that people type into, by which they know the form again. */
    private static final List<String> TYPED = List.of("name", "email", "url", "timeZone", "allowedCidrs");

    /** Returns the page for a form that was opened before its user has signed in again. */
    public static KeptFormView afterSignIn(String action, KeptForm form) {
        return new KeptFormView(
                "Nothing is done yet",
                "Somebody has signed in since this form was opened. Send it again if it is to be done by this user.",
                action,
                form,
                "",
                "Send it again");
    }

    static KeptFormView ofError(ErrorView error, String action, KeptForm form, String csrfToken) {
        return new KeptFormView(
                error.title(),
                error.sentence() + " What you typed is kept on this page.",
                action,
                form,
                csrfToken,
                "Try again");
    }

    /** Returns what was typed, by the labels of the form, and how many keys were chosen. */
    public Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        TYPED.forEach(name -> {
            String value = String.join(", ", form.values().getOrDefault(name, List.of()));
            if (!value.isBlank()) {
                typed.put(FieldLabels.label(name), value);
            }
        });
        if (form.values().containsKey("key")) {
            typed.put("Keys", "" + form.values().get("key").size());
        }
        return typed;
    }

    @Override
    public String template() {
        return "kept-form.jte";
    }
}
