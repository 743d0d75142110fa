package com.raptorcomply.keyservice.admin.notice;

import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.webhook.Webhook;
import com.raptorcomply.keyservice.webhook.delivery.ReceiverUrl;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The facts of one webhook that every page about it shows.
 *
 * @param host the beginning of its address, because the rest may be a secret
 * @param types the notices that it wants in words; empty: all
 */
public record WebhookFacts(
        String path, String name, String url, String host, List<String> types, boolean enabled, TimeInWords created) {
    /** The label of the notices, and how all of them are called. */
    static final String NOTICES = "Notices";

    static final String ALL = "All";

    private static final Pattern DEFAULT_PORT = Pattern.compile("^(https://.*):443$");

    public WebhookFacts {
        types = List.copyOf(types);
    }

    static WebhookFacts of(Webhook webhook, WebhookPlace place, ZonedDateTime now) {
        return new WebhookFacts(
                place.webhook(webhook.id()),
                webhook.attributes().name(),
                webhook.attributes().url(),
                ReceiverUrl.parse(webhook.attributes().url())
                        .map(ReceiverUrl::origin)
                        .map(origin -> DEFAULT_PORT.matcher(origin).replaceFirst("$1"))
                        .orElse(""),
                webhook.attributes().types().stream().map(NoticeWords::title).toList(),
                webhook.attributes().enabled(),
                TimeInWords.of(webhook.createdAt(), now));
    }

    public Badge status() {
        return enabled ? new Badge("On", Badge.Tone.GOOD) : Badge.neutral("Off");
    }

    /** Returns the number of types in words. */
    public String notices() {
        if (types.isEmpty()) {
            return ALL;
        }
        return types.size() == 1 ? types.get(0) : types.size() + " kinds";
    }

    /** Returns what the form changes in words, by its labels. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Name", name);
        settings.put("Address", url);
        settings.put(NOTICES, types.isEmpty() ? ALL : String.join(", ", types));
        settings.put("Sending", enabled ? "On" : "Off");
        return settings;
    }
}
