package com.raptorcomply.keyservice.webhook;

import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.notice.NoticeType;
import com.raptorcomply.keyservice.webhook.delivery.AllowedAddresses;
import com.raptorcomply.keyservice.webhook.delivery.ReceiverUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes of a webhook that a client chooses.
 *
 * @param types the types of notices that it wants; empty: all, those of later versions included
 */
public record WebhookAttributes(String name, String url, List<String> types, boolean enabled) {
    private static final int NAME_CHARACTERS_MAX = 255;

    public WebhookAttributes {
        types = List.copyOf(types);
    }

    static WebhookAttributes make(JsonFields fields, AllowedAddresses addresses) {
        return new WebhookAttributes(
                fields.name("name", NAME_CHARACTERS_MAX),
                url(fields, addresses),
                types(fields),
                fields.optionalBoolean("enabled").orElse(true));
    }

    /** Applies a merge patch (RFC 7396). Types of null become all types. */
    static WebhookAttributes patch(JsonFields fields, WebhookAttributes before, AllowedAddresses addresses) {
        return new WebhookAttributes(
                fields.has("name") ? fields.name("name", NAME_CHARACTERS_MAX) : before.name(),
                fields.has("url") ? url(fields, addresses) : before.url(),
                fields.has("types") ? types(fields) : before.types(),
                fields.has("enabled")
                        ? fields.required("enabled", fields.optionalBoolean("enabled"), false)
                        : before.enabled());
    }

    private static String url(JsonFields fields, AllowedAddresses addresses) {
        return fields.required(
                "url",
                fields.optional(
                        "url",
                        text -> Optional.of(text).filter(url -> ReceiverUrl.parse(url)
                                .filter(parsed -> parsed.isAllowed(addresses))
                                .isPresent()),
                        "must be an https URL of a host that the internet can reach, such as https://hooks.example.com/raptor,"
                                + " of at most " + ReceiverUrl.LENGTH_MAX + " characters"),
                "");
    }

    /** Refuses an empty list, which would want everything while its author may mean nothing. */
    private static List<String> types(JsonFields fields) {
        List<String> choices = NoticeType.choices();
        Optional<List<String>> types = fields.optionalStrings("types", choices.size());
        types.ifPresent(chosen -> {
            if (chosen.isEmpty()) {
                fields.reject("types", "must not be empty: send null for all types");
            } else if (!choices.containsAll(chosen)) {
                fields.reject("types", "must hold some of " + String.join(", ", choices));
            } else if (Set.copyOf(chosen).size() < chosen.size()) {
                fields.reject("types", "must not name a type twice");
            }
        });
        return types.orElse(List.of());
    }
}
