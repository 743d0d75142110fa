package com.raptorcomply.acceptance.access;

import com.raptorcomply.acceptance.caller.Caller;
import com.raptorcomply.acceptance.caller.Service;
import com.raptorcomply.acceptance.caller.Stagehand;
import com.raptorcomply.acceptance.whole.Whole;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Creates records of the inventory with a super key of their organization. Not thread-safe. */
final class NewPlaces {
    private final Stagehand stagehand;
    private final Map<String, Caller> keys = new HashMap<>();

    NewPlaces(Stagehand stagehand) {
        this.stagehand = stagehand;
    }

    JsonObject facility(String organizationId) {
        return make(
                organizationId,
                "/facilities",
                new JsonObject()
                        .put("title", "Mill Lane")
                        .put("facilityCode", Whole.unique("F"))
                        .put("facilityType", "generation")
                        .put("bes", true)
                        .put("impactLevel", "low")
                        .put("capacityMw", "205.5")
                        .put("capacityMva", "230")
                        .put("voltageKv", "34.5")
                        .put("regionalEntity", "MRO")
                        .put("registrationStatus", "registered")
                        .put("interconnection", "eastern")
                        .put("lastReviewDate", "2026-04-01"));
    }

    JsonObject controlCenter(String organizationId) {
        return make(
                organizationId,
                "/control-centers",
                new JsonObject()
                        .put("centerTitle", "Tacoma")
                        .put("centerCode", Whole.unique("C"))
                        .put("bes", true)
                        .put("impactLevel", "low")
                        .put("address", new JsonObject().put("city", "Tacoma"))
                        .put("regionalEntity", "WECC")
                        .put("commissioningDate", "2012-05-01")
                        .put("espDefined", true)
                        .put("pspDefined", true)
                        .put("recoveryTimeObjective", 4)
                        .put("backupFacilityTested", "2026-02-01")
                        .put("incidentResponseTested", "2026-03-01")
                        .put("lastReviewDate", "2026-04-01"));
    }

    /** Creates a record in a new facility. */
    Map<String, String> inFacility(String organizationId, String path, JsonObject body) {
        String facility = facility(organizationId).getString("id");
        JsonObject made = make(organizationId, path, body.put("facilityId", facility));
        return Map.of("id", made.getString("id"), "facilityId", facility);
    }

    static JsonObject system() {
        return new JsonObject()
                .put("systemTitle", "SCADA")
                .put("systemCode", Whole.unique("S"))
                .put("systemType", "scada")
                .put("systemFunction", "Supervises")
                .put("externalRoutableConnectivity", true)
                .put("interactiveRemoteAccess", false);
    }

    static JsonObject area() {
        return new JsonObject().put("name", Whole.unique("Yard")).put("regulatoryType", "PSP");
    }

    JsonObject make(String organizationId, String path, JsonObject body) {
        Caller key = keys.computeIfAbsent(
                organizationId,
                id -> Caller.withKey(
                        stagehand.whole(), stagehand.keyOfRole(id, "org_super").getString("key")));
        return Stagehand.made(key.call(Service.RESOURCES, "POST", path, body.encode()));
    }
}
