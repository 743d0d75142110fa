package com.raptorcomply.keyservice.admin.organization;

import com.raptorcomply.keyservice.admin.component.Badge;
import com.raptorcomply.keyservice.admin.component.TimeInWords;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** An organization for people. */
public record OrganizationInWords(String id, String name, boolean isActive, String timeZone, TimeInWords created) {
    static OrganizationInWords of(JsonObject organization, Instant now) {
        return new OrganizationInWords(
                organization.getString("id"),
                organization.getString("name"),
                organization.getString("status").equals("active"),
                organization.getString("timeZone"),
                TimeInWords.of(Instant.parse(organization.getString("createdAt")), now));
    }

    public String path() {
        return OrganizationsPages.ORGANIZATIONS + "/" + id;
    }

    public Badge status() {
        return isActive ? new Badge("Active", Badge.Tone.GOOD) : new Badge("Suspended", Badge.Tone.DANGER);
    }
}
