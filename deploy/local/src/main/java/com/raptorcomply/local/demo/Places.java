package com.raptorcomply.local.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Generates an organization's control centers and facilities from its two tables. */
final class Places {
    private final String organization;

    Places(String organization) {
        this.organization = organization;
    }

    List<Row> controlCenters() {
        return Table.read(organization + "-control-centers").lines().stream()
                .map(this::controlCenter)
                .toList();
    }

    List<Row> facilities() {
        return Table.read(organization + "-facilities").lines().stream()
                .map(this::facility)
                .toList();
    }

    private Row controlCenter(Table.Line line) {
        int spread = line.text("code").hashCode() & 63;
        return Row.of(organization + "/control-center", line.text("code"), "2026-01-05")
                .put("center_title", line.text("title"))
                .put("center_code", line.text("code"))
                .put("bes", line.bool("bes"))
                .put("impact_level", line.text("impact"))
                .put("address", address(line))
                .put("regional_entity", line.text("region"))
                .put("commissioning_date", line.text("commissioned"))
                .put("esp_defined", true)
                .put("psp_defined", true)
                .put("recovery_time_objective", line.text("rtoHours"))
                .put("recovery_point_objective", line.text("rpoHours"))
                .day("backup_facility_tested", 120 + spread)
                .day("incident_response_tested", 60 + spread)
                .day("last_review_date", 30 + spread)
                .put("latitude", line.text("latitude"))
                .put("longitude", line.text("longitude"))
                .put("nerc_registration_id", line.text("nercId"));
    }

    private Row facility(Table.Line line) {
        int spread = line.text("code").hashCode() & 127;
        Row facility = Row.of(organization + "/facility", line.text("code"), "2026-01-06")
                .put("title", line.text("title"))
                .put("facility_code", line.text("code"))
                .put("facility_type", line.text("type"))
                .put("bes", line.bool("bes"))
                .put("impact_level", line.text("impact"))
                .put("capacity_mw", line.text("mw"))
                .put("capacity_mva", line.text("mva"))
                .put("voltage_kv", line.text("kv"))
                .put("regional_entity", line.text("region"))
                .put("registration_status", line.text("status"))
                .put("interconnection", line.text("interconnection"))
                .day("last_review_date", 20 + spread)
                .put("address", address(line))
                .put("commissioning_date", line.text("commissioned"))
                .put("latitude", line.text("latitude"))
                .put("longitude", line.text("longitude"));
        if (!line.isEmpty("generation")) {
            facility.list("generation_type", List.of(line.text("generation").split(";", -1)));
        }
        if (!line.isEmpty("center")) {
            facility.put(
                    "control_center_id",
                    Row.id(organization + "/control-center", line.text("center"))
                            .toString());
            facility.day("assigned_date", 250);
        }
        return facility;
    }

    private static JsonObject address(Table.Line line) {
        return new JsonObject()
                .put("addressLine1", line.text("line1"))
                .put("city", line.text("city"))
                .put("state", line.text("state"))
                .put("zip", line.text("zip"));
    }
}
