package com.raptorcomply.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Generates an organization's cyber systems: each kind of place has its usual ones. */
final class Systems {
    private static final double EXTRA_HIGH_VOLTAGE_KV = 500;

    private final String organization;
    private final List<Table.Line> kinds = Table.read("systems").lines();

    Systems(String organization) {
        this.organization = organization;
    }

    List<Row> at(Row place) {
        List<Row> systems = new ArrayList<>();
        for (Table.Line kind : kinds) {
            if (fits(kind.text("place"), place)) {
                systems.add(system(kind, place, systems.size()));
            }
        }
        return systems;
    }

    private static boolean fits(String required, Row place) {
        String kind = place.columns().getString("facility_type", "control_center");
        boolean extraHighVoltage =
                kind.equals("transmission") && Double.parseDouble(place.text("voltage_kv")) >= EXTRA_HIGH_VOLTAGE_KV;
        return required.equals(kind) || (required.equals("transmission-500") && extraHighVoltage);
    }

    private Row system(Table.Line kind, Row place, int position) {
        boolean center = place.columns().containsKey("center_code");
        String placeCode = place.text(center ? "center_code" : "facility_code");
        String code = placeCode + "-" + kind.text("code");
        int spread = code.hashCode() & 63;
        return Row.of(organization + "/cyber-system", code, "2026-01-0" + (7 + position % 3))
                .put("system_title", place.text(center ? "center_title" : "title") + " " + kind.text("title"))
                .put("system_code", code)
                .put("system_type", kind.text("type"))
                .put("system_function", kind.text("function"))
                .put("external_routable_connectivity", kind.bool("routable"))
                .put("interactive_remote_access", kind.bool("remote"))
                .put(center ? "control_center_id" : "facility_id", place.id())
                .day("last_audit_date", 90 + spread)
                .day("last_vulnerability_assessment", 150 + spread)
                .put("vendor_name", kind.text("vendor"))
                .put("software_version", kind.text("version"));
    }
}
