package com.raptorcomply.keyservice.notice;

import java.util.List;
import java.util.stream.Stream;

/** The types of notices, under the names that webhooks and the API show. */
public enum NoticeType {
    KEY_CREATED("api_key.created", false),
    KEY_ROTATED("api_key.rotated", false),
    KEY_REVOKED("api_key.revoked", false),
    KEY_LEAK_REPORTED("api_key.leak_reported", true),
    KEY_EXPIRING("api_key.expiring", true),
    KEY_EXPIRED("api_key.expired", true),
    KEY_UNUSED("api_key.unused", true),
    KEY_REVOCATION_SCHEDULED("api_key.revocation_scheduled", true),
    SIGN_IN_FROM_NEW_PLACE("sign_in.new_place", true),

    /** The notice of a webhook's test. No webhook can choose it, because each gets its own tests. */
    TEST("webhook.test", false);

    private final String label;
    private final boolean alerts;

    NoticeType(String label, boolean alerts) {
        this.label = label;
        this.alerts = alerts;
    }

    public String label() {
        return label;
    }

    /** Returns true if the notice is an alert, which is kept even if no webhook wants it. */
    public boolean alerts() {
        return alerts;
    }

    /** Returns the names of the types that a webhook may choose. */
    public static List<String> choices() {
        return labels(Stream.of(values()).filter(type -> type != TEST));
    }

    /** Returns the names of the types that are alerts. */
    public static List<String> ofAlerts() {
        return labels(Stream.of(values()).filter(NoticeType::alerts));
    }

    private static List<String> labels(Stream<NoticeType> types) {
        return types.map(NoticeType::label).toList();
    }
}
