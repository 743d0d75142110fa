package com.raptorcomply.local.demo;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Generates an organization's physical areas: one per place, as its impact level requires (CIP-006), with its assets.
 */
final class Areas {
    private final String organization;

    Areas(String organization) {
        this.organization = organization;
    }

    Row at(Row place) {
        boolean center = place.columns().containsKey("center_code");
        String code = place.text(center ? "center_code" : "facility_code");
        String regulation = regulation(place.text("impact_level"));
        return Row.of(organization + "/physical-area", code, "2026-01-12")
                .put("name", center ? "Computer room" : "Control house")
                .put(
                        "description",
                        regulation.equals("PSP")
                                ? "Six walls, card and PIN, escorted visitors, logged"
                                : "Locked and fenced")
                .put("regulatory_type", regulation)
                .put(center ? "control_center_id" : "facility_id", place.id());
    }

    /** Returns the assets in the area: all but transient ones. */
    List<Row> contents(Row area, List<Row> assets) {
        return assets.stream()
                .filter(asset -> !asset.text("cip_asset_category").equals("transient"))
                .map(asset -> new Row(new JsonObject())
                        .put("physical_area_id", area.id())
                        .put("cyber_asset_id", asset.id()))
                .toList();
    }

    private static String regulation(String impactLevel) {
        return switch (impactLevel) {
            case "high", "medium" -> "PSP";
            case "low" -> "LowImpactArea";
            default -> "Unregulated";
        };
    }
}
