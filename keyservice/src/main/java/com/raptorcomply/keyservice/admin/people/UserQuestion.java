package com.raptorcomply.keyservice.admin.people;

import java.util.Locale;

/** A change of a user that a page asks about before it is made. */
public enum UserQuestion {
    DISABLE(
            "Disable",
            "Disable user",
            "Their sessions end and their own keys stop working at once. You can enable them again."),
    DELETE(
            "Delete",
            "Delete user",
            "Their sessions end and their own keys are revoked for good. This cannot be undone."),
    TOTP(
            "Turn off two-step verification of",
            "Turn it off",
            "For a user who has lost both the app and the recovery codes. Make sure that it is them who ask: afterwards"
                    + " the password alone signs in.");

    private final String verb;
    private final String button;
    private final String fact;

    UserQuestion(String verb, String button, String fact) {
        this.verb = verb;
        this.button = button;
        this.fact = fact;
    }

    public String verb() {
        return verb;
    }

    public String button() {
        return button;
    }

    public String fact() {
        return fact;
    }

    /** Returns true if the admin has to type their own password again, because an open session alone is not enough. */
    boolean needsPassword() {
        return this == TOTP;
    }

    /** Returns the last part of the page's address. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
