package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.notice.NoticeType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names the types of notices in words. */
final class NoticeWords {
    private static final Map<String, String> TITLES = Map.of(
            "api_key.created", "Key made",
            "api_key.rotated", "Key rotated",
            "api_key.revoked", "Key revoked",
            "api_key.leak_reported", "Key reported as leaked",
            "api_key.expiring", "Key ends soon",
            "api_key.expired", "Key has ended",
            "api_key.unused", "Key is unused",
            "api_key.revocation_scheduled", "Unused key will be revoked",
            "sign_in.new_place", "Sign-in from a new place",
            "webhook.test", "Test");

    private static final Map<String, String> HELP = Map.of(
            "api_key.leak_reported", "A finder or a scanner has sent us its secret. It is revoked at once.",
            "api_key.expiring", "30 days, 7 days and one day before.",
            "api_key.unused", "Nobody has used it for 90 days.",
            "api_key.revocation_scheduled", "A week before the organization’s rule ends it.",
            "sign_in.new_place", "From a network or by a browser not seen in the last 90 days.");

    private NoticeWords() {}

    /** Returns the words for a type; the type itself if it has none. */
    static String title(String type) {
        return TITLES.getOrDefault(type, type);
    }

    /** Returns a sentence about a type; empty if its title says all. */
    static String help(String type) {
        return HELP.getOrDefault(type, "");
    }

    /** Returns the types that a webhook may choose, each with its words. */
    static Map<String, String> choices() {
        return titles(NoticeType.choices());
    }

    /** Returns the types of alerts, each with its words. */
    static Map<String, String> alerts() {
        return titles(NoticeType.ofAlerts());
    }

    private static Map<String, String> titles(List<String> types) {
        Map<String, String> titles = new LinkedHashMap<>();
        types.forEach(type -> titles.put(type, title(type)));
        return titles;
    }
}
