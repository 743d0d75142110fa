package com.raptorcomply.resources;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Bodies of a POST with all required fields and few others. */
public final class Bodies {
    private Bodies() {}

    public static JsonObject facility(String code) {
        return new JsonObject()
                .put("title", "Rugby Wind " + code)
                .put("facilityCode", code)
                .put("facilityType", "generation")
                .put("bes", true)
                .put("impactLevel", "low")
                .put("capacityMw", "205.50")
                .put("capacityMva", "230")
                .put("voltageKv", "34.5")
                .put("regionalEntity", "MRO")
                .put("registrationStatus", "registered")
                .put("interconnection", "eastern")
                .put("lastReviewDate", "2026-04-01");
    }

    public static JsonObject facilityOf(UUID controlCenter, String code) {
        return facility(code).put("controlCenterId", controlCenter.toString());
    }

    public static JsonObject controlCenter(String code) {
        return new JsonObject()
                .put("centerTitle", "Primary " + code)
                .put("centerCode", code)
                .put("bes", true)
                .put("impactLevel", "low")
                .put("address", new JsonObject().put("city", "Fargo"))
                .put("regionalEntity", "MRO")
                .put("commissioningDate", "2012-05-01")
                .put("espDefined", true)
                .put("pspDefined", true)
                .put("recoveryTimeObjective", 4)
                .put("backupFacilityTested", "2026-02-01")
                .put("incidentResponseTested", "2026-03-01")
                .put("lastReviewDate", "2026-04-01");
    }

    /** @param placeField {@code facilityId} or {@code controlCenterId} */
    public static JsonObject system(String placeField, UUID place, String code) {
        return new JsonObject()
                .put("systemTitle", "SCADA " + code)
                .put("systemCode", code)
                .put("systemType", "scada")
                .put("systemFunction", "Supervises turbines")
                .put("externalRoutableConnectivity", true)
                .put("interactiveRemoteAccess", false)
                .put(placeField, place.toString());
    }

    /** @param placeField {@code facilityId} or {@code controlCenterId} */
    public static JsonObject area(String placeField, UUID place, String name) {
        return new JsonObject().put("name", name).put("regulatoryType", "PSP").put(placeField, place.toString());
    }
}
