package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import com.raptorcomply.keyservice.key.KeyPolicy;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An organization for people. */
public record OrganizationInWords(
        String id, String name, boolean isActive, String timeZone, KeyPolicy keyPolicy, TimeInWords created) {
    static OrganizationInWords of(JsonObject organization, ZonedDateTime now) {
        return new OrganizationInWords(
                organization.getString("id"),
                organization.getString("name"),
                organization.getString("status").equals("active"),
                organization.getString("timeZone"),
                KeyPolicy.of(organization),
                TimeInWords.of(Instant.parse(organization.getString("createdAt")), now));
    }

    /** Returns the settings in words, by their labels. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("Name", name);
        settings.put("Time zone", timeZone);
        settings.put("Longest life of a key", days(keyPolicy.lifetimeDaysMax(), "No limit"));
        settings.put("Revoke keys unused for", days(keyPolicy.unusedDaysMax(), "Never"));
        return settings;
    }

    private static String days(@Nullable Integer days, String otherwise) {
        return days == null ? otherwise : days + (days == 1 ? " day" : " days");
    }

    public String path() {
        return OrganizationsPages.ORGANIZATIONS + "/" + id;
    }

    public Badge status() {
        return isActive ? new Badge("Active", Badge.Tone.GOOD) : new Badge("Suspended", Badge.Tone.DANGER);
    }
}
