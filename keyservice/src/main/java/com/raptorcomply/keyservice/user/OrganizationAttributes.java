package com.raptorcomply.keyservice.user;

import com.raptorcomply.keyservice.http.JsonFields;
import com.raptorcomply.keyservice.key.KeyPolicy;
import io.vertx.core.json.JsonObject;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The attributes of an organization that a client may set.
 *
 * @param timeZone an IANA name
 * @param keyPolicy the rules for the organization's keys
 */
record OrganizationAttributes(String name, String status, String timeZone, KeyPolicy keyPolicy) {
    static final String UTC = "UTC";

    private static final int NAME_CHARACTERS_MAX = 255;

    /** Reads all attributes of a new organization. */
    static OrganizationAttributes make(JsonFields fields) {
        return new OrganizationAttributes(
                fields.name("name", NAME_CHARACTERS_MAX),
                Organizations.ACTIVE,
                fields.isNull("timeZone") || !fields.has("timeZone") ? UTC : timeZone(fields),
                KeyPolicy.NONE);
    }

    /** Returns the attributes of an organization as the API shows it. */
    static OrganizationAttributes of(JsonObject shown) {
        return new OrganizationAttributes(
                shown.getString("name"), shown.getString("status"), shown.getString("timeZone"), KeyPolicy.of(shown));
    }

    /** Applies a merge patch (RFC 7396). A time zone of null becomes UTC. */
    OrganizationAttributes patch(JsonFields fields) {
        String zone = timeZone;
        if (fields.has("timeZone")) {
            zone = fields.isNull("timeZone") ? UTC : timeZone(fields);
        }
        return new OrganizationAttributes(
                fields.has("name") ? fields.name("name", NAME_CHARACTERS_MAX) : name,
                fields.has("status") ? status(fields) : status,
                zone,
                KeyPolicy.patch(fields, keyPolicy));
    }

    private static String timeZone(JsonFields fields) {
        return fields.required(
                "timeZone",
                fields.optional(
                        "timeZone",
                        zone -> Optional.of(zone).filter(OrganizationAttributes::isZone),
                        "must be the IANA name of a time zone, such as America/Chicago or UTC"),
                UTC);
    }

    private static boolean isZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) && !name.startsWith("SystemV/");
    }

    private static String status(JsonFields fields) {
        return fields.required(
                "status",
                fields.oneOf("status", List.of(Organizations.ACTIVE, Organizations.SUSPENDED)),
                Organizations.SUSPENDED);
    }
}
