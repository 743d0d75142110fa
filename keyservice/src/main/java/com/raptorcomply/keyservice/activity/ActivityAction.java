package com.raptorcomply.keyservice.activity;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** The actions that entries name: each with its name in the API and the database, and the words that pages show. */
public enum ActivityAction {
    CREATE("create", "Created"),
    UPDATE("update", "Changed"),
    DELETE("delete", "Deleted"),
    ROTATE("rotate", "Made a new secret"),
    REVOKE("revoke", "Revoked"),
    REVOKE_SECRET("revoke-secret", "Revoked a secret"),
    RESEND("resend", "Made a new link"),
    CANCEL("cancel", "Cancelled"),
    ACCEPT("accept", "Accepted"),
    SIGN_IN("sign-in", "Signed in"),
    SIGN_OUT("sign-out", "Signed out"),
    SIGN_OUT_ELSEWHERE("sign-out elsewhere", "Signed out on all other devices"),
    SIGN_OUT_EVERYWHERE("sign-out everywhere", "Signed out on all devices"),
    END_SESSION("end session", "Signed out on one device"),
    LINK_IDENTITY("link identity", "Linked to the sign-in provider"),
    UNLINK_IDENTITIES("unlink identities", "Unlinked from the sign-in provider");

    private static final Map<String, ActivityAction> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ActivityAction::label, action -> action));

    private final String label;
    private final String words;

    ActivityAction(String label, String words) {
        this.label = label;
        this.words = words;
    }

    /** Returns the name in the API and the database. */
    public String label() {
        return label;
    }

    /** Returns the words that pages show. */
    public String words() {
        return words;
    }

    /** Returns the words for an entry's action; the label itself if a newer version has written it. */
    public static String words(String label) {
        ActivityAction action = BY_LABEL.get(label);
        return action == null ? label : action.words;
    }
}
